"""The suite's settings: the front door's own, in test mode. DATABASE_URL and REDIS_URL still choose the services."""

import os

os.environ["CASEFLOW_MODE"] = "test"
# Each process of the suite has a Redis of its own, as it has a database: nobody's tries count for another.
if "PYTEST_XDIST_WORKER" in os.environ and "REDIS_URL" in os.environ:
    server, _slash, number = os.environ["REDIS_URL"].rpartition("/")
    which = os.environ["PYTEST_XDIST_WORKER"].removeprefix("gw")
    os.environ["REDIS_URL"] = f"{server}/{int(number) - int(which)}"

from caseflow.settings import *
