"""The apps, the way of a request through them, and the languages that are spoken."""

from caseflow.languages import RIGHT_TO_LEFT, choices
from caseflow.settings.mode import PRODUCTION, ROOT

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rest_framework",
    "drf_spectacular",
    "django_htmx",
    "csp",
    "health_check",
    "caseflow",
    "caseflow.audit",
    "caseflow.notices",
    "caseflow.drafts",
    "caseflow.wall",
    "pupils",
    "caseflow.route",
    "opp",
]
if not PRODUCTION:
    INSTALLED_APPS.append("caseflow.demo")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",  # before the static files, which may be drawings with scripts in them
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "caseflow.wall.middleware.WallMiddleware",
    "caseflow.language.PersonsLanguage",
    "caseflow.limits.Limits",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # A draft is kept before the policy turns away who is no longer signed in.
    "caseflow.drafts.middleware.DraftMiddleware",
    "caseflow.second_factor.SecondFactorMiddleware",
    "caseflow.own_account.OwnAccountMiddleware",
    "pupils.served.PolicyMiddleware",
    "caseflow.route.views.errors.RefusalsSpeak",
]

ROOT_URLCONF = "caseflow.urls"
ASGI_APPLICATION = "caseflow.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "caseflow.context.frame",
            ],
        },
    },
]

LANGUAGE_CODE = "nl"
LANGUAGES = choices()
LANGUAGES_BIDI = sorted(RIGHT_TO_LEFT)
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = ["caseflow.formats"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
