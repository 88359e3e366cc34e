"""People and how they come in: accounts, codes by mail, the second factor, the session."""

from datetime import timedelta

from caseflow.settings.mode import MODE, PRODUCTION

AUTH_USER_MODEL = "pupils.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "caseflow.passwords.UnlikeOneself",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
    {
        "NAME": "caseflow.passwords.LongEnough",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "caseflow.passwords.EasilyGuessed"},
]
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "caseflow.adapter.SchoolMakesAccounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the school made the account and knows the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True  # whose account it is hears what was added to it, changed or taken away
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""  # else allauth begins with the site's address
ACCOUNT_SESSION_REMEMBER = False  # a classroom's computer is everybody's
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
# A whole school comes in by one address; a wrong password is counted by account.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,5/300s/key",
    "welcome": "120/m/ip",
    "welcome_mail": "5/h/key",
}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True  # guardians, and nobody who works here: the form sees to it
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_FORMS = {
    "request_login_code": "pupils.by_code.GuardianCodeForm",
    "reset_password": "pupils.by_code.PasswordForm",
}
# How often a minute a calendar may fetch one secret address, and a service that does so for many people all of hers.
CALENDAR_FETCHES = {"address": 30, "client": 1200}

# Who signs something, or takes a child's file along, showed within this time who she is.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60

# The second factor of everybody but guardians (caseflow/second_factor.py).
MFA_ADAPTER = "caseflow.second_factor.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True  # a passkey that asks for finger, face or PIN is two factors in one
MFA_TOTP_ISSUER = "Caseflow"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_FORMS = {"add_webauthn": "caseflow.factor_forms.AddKey", "activate_totp": "caseflow.factor_forms.AddApp"}
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}  # as for passwords: one address, and nothing to guess
# Long enough that a teacher with her own laptop is asked twice a month, short enough for one that was left behind.
MFA_TRUST_ENABLED = True
MFA_TRUST_COOKIE_AGE = timedelta(days=14)

# The browser keeps a session's number and nothing else.
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
