"""The settings of Caseflow, all of them. CASEFLOW_MODE says which of three this is; the environment says the rest.

production (the default): refuses to start without its keys, hosts, database, Redis and mail server.
demo: one process, SQLite, nothing to fill in, invented people. test: the suite.
"""

from caseflow.settings.coming_in import *
from caseflow.settings.house import *
from caseflow.settings.mode import *
from caseflow.settings.outward import *
from caseflow.settings.stores import *
