"""An empty database can be migrated by the command that an operator types."""

import os
import subprocess
import sys


def test_an_empty_database_is_migrated(tmp_path):
    told = {**os.environ, "CASEFLOW_MODE": "test", "DATABASE_URL": f"sqlite:///{tmp_path}/new.sqlite3"}
    done = subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=told, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
