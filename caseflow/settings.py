"""The settings of Caseflow, all of them. CASEFLOW_MODE says which of three this is; the environment says the rest.

production (the default): refuses to start without its keys, hosts, database, Redis and mail server.
demo: one process, SQLite, nothing to fill in, invented people. test: the suite.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environ import Env

from caseflow.languages import RIGHT_TO_LEFT, choices

ROOT = Path(__file__).resolve().parent.parent
env = Env()

# --- Which of the three ------------------------------------------------------------------------------------------

MODE = env.str("CASEFLOW_MODE", default="production")
if MODE not in {"production", "demo", "test"}:
    raise ImproperlyConfigured(f"CASEFLOW_MODE is {MODE!r}: say production, demo or test.")
PRODUCTION = MODE == "production"


def outside(value: Any) -> Any:
    """The default outside production. In production there is none: left unsaid, it stops the start."""
    return Env.NOTSET if PRODUCTION else value


# What the process writes beside the database: scans, collected static files, the demo's mail.
VAR = Path(env.str("CASEFLOW_VAR", default=str(ROOT / "var")))

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default=outside("known to everybody, and so for invented people only"))
# The nightly seals are worth something only if who can write the database cannot make them.
SEAL_KEY = env.str("SEAL_KEY", default=outside("seals of invented schools"))
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=outside(["localhost", "127.0.0.1", "[::1]"]))
SITE_URL = env.str("SITE_URL", default=outside("http://localhost:8000"))  # where a mail points to
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# --- The house ---------------------------------------------------------------------------------------------------

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
    "pupils.policy.PolicyMiddleware",
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

# --- Database, cache, tasks --------------------------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", default=outside(f"sqlite:///{VAR / MODE}.sqlite3"))}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A row lock does nothing here: every transaction takes the one write lock at its start, and others wait their turn.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }

elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"]["ENGINE"] = "caseflow.wall.postgresql"  # which tells it whose rows a transaction may meet
# Who owns the tables and migrates; the application's own role is another, which the wall holds.
OWNER_DATABASE = env.db_url("OWNER_DATABASE_URL", default="") if env.str("OWNER_DATABASE_URL", default="") else {}

REDIS_URL = env.str("REDIS_URL", default=outside(""))
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "caseflow",
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

CELERY_BROKER_URL = REDIS_URL or "memory://"
# A request does not wait for Redis: what it queues is a hint, the row in the database is the promise.
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2, "socket_timeout": 10} if REDIS_URL else {}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ALWAYS_EAGER = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 30 * 60
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat-schedule")
# Every task here may run twice, or late: each looks at stored columns, none at when it was called.
CELERY_BEAT_SCHEDULE = {
    "nightly-sweep": {"task": "caseflow.route.tasks.nightly_sweep", "schedule": crontab(hour="2", minute="0")},
    "deliver-notices": {"task": "caseflow.notices.tasks.deliver_notices", "schedule": 60.0},
    "seal-schools": {"task": "caseflow.audit.tasks.seal_schools", "schedule": crontab(hour="3", minute="0")},
    "close-ended-roles": {"task": "pupils.tasks.close_ended_roles", "schedule": crontab(hour="0", minute="2")},
    "purge-previews": {"task": "pupils.tasks.purge_previews", "schedule": crontab(hour="4", minute="5")},
    "purge-drafts": {"task": "caseflow.drafts.tasks.purge_drafts", "schedule": crontab(hour="4", minute="0")},
}

# --- People and how they come in ---------------------------------------------------------------------------------

AUTH_USER_MODEL = "pupils.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
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

# --- Words and days ----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = choices()
LANGUAGES_BIDI = sorted(RIGHT_TO_LEFT)
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# --- Files and mail ----------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATICFILES_DIRS = [ROOT / "static"]
STATIC_ROOT = VAR / "static" if PRODUCTION else None
WHITENOISE_USE_FINDERS = not PRODUCTION
# Scans of signed paper: outside the web root, and handed out by a view that asks the policy, never by address.
PRIVATE_ROOT = Path(env.str("PRIVATE_ROOT", default=str(VAR / "private")))
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
SCAN_MAX_BYTES = 10 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 5
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
REQUEST_MAX_BYTES = SCAN_MAX_BYTES + DATA_UPLOAD_MAX_MEMORY_SIZE

vars().update(env.email_url("EMAIL_URL", default=outside("filemail://")))
EMAIL_FILE_PATH = VAR / "mail"  # of the demo, which shows it on a page
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Caseflow <caseflow@localhost>")

# --- What a browser may do ---------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
# TLS ends at a proxy; uvicorn takes its word (FORWARDED_ALLOW_IPS says whose) for scheme and address.
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # who watches the process asks it directly
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# --- The API -----------------------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "EXCEPTION_HANDLER": "caseflow.route.api_errors.tell",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Caseflow",
    "DESCRIPTION": "A pupil's care route as the school's SOP and the law describe it: cases, findings and moves.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
}

# --- The log -----------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "caseflow.logs.WithoutValues", "format": "{levelname} {name} {message}", "style": "{"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    # Django's own handlers would mail an error with all that was typed.
    "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
}
