"""What is kept and what is sent: database, cache, tasks, files, mail."""

from pathlib import Path

from celery.schedules import crontab

from caseflow.settings.mode import MODE, PRODUCTION, ROOT, VAR, env, outside

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
    "sweep-files": {"task": "pupils.tasks.sweep_files", "schedule": crontab(hour="4", minute="10")},
}

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
