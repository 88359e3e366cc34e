"""Which of the three this is, and what each must be told: keys, hosts, where it is found."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environ import Env

ROOT = Path(__file__).resolve().parents[2]
env = Env()


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
