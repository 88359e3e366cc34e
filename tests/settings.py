"""The suite's settings: the front door's own, in test mode. DATABASE_URL and REDIS_URL still choose the services."""

import os

os.environ["CASEFLOW_MODE"] = "test"

from caseflow.settings import *
