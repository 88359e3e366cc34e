"""Every address of Caseflow, room by room."""

from allauth.account import views as account
from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path, re_path
from drf_spectacular.views import SpectacularAPIView
from health_check.views import HealthCheckView

from caseflow.drafting import drop_draft, keep_draft
from caseflow.language import set_language

# Of allauth only what a person with an account needs: no sign-up, no changing of the address the school knows.
accounts: list[URLPattern | URLResolver] = [
    path("login/", account.login, name="account_login"),
    path("login/code/", account.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", account.confirm_login_code, name="account_confirm_login_code"),
    path("logout/", account.logout, name="account_logout"),
    path("2fa/", include("allauth.mfa.urls")),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]

health = HealthCheckView.as_view(checks=["health_check.checks.Database", "health_check.checks.Cache"])

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include(accounts)),
    path("health/", health, name="health"),
    path("concept/", keep_draft, name="keep_draft"),
    path("concept/weg/", drop_draft, name="drop_draft"),
    path("i18n/setlang/", set_language, name="set_language"),
    path("api/schema/", SpectacularAPIView.as_view(), name="api_schema"),
    path("api/", include("caseflow.route.urls_api")),
    path("", include("caseflow.route.urls")),
    path("", include("pupils.urls")),
    path("", include("opp.urls")),
]
if apps.is_installed("caseflow.demo"):
    urlpatterns.append(path("demo/", include("caseflow.demo.urls")))
