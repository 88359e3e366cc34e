"""The demo's one process: how it ends."""

from contextlib import nullcontext
from typing import Any

import pytest
import uvicorn

from caseflow.demo import service


def test_ctrl_c_ends_it_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(server: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(uvicorn.Server, "run", interrupted)
    for helper in ("_worker", "_beat"):
        monkeypatch.setattr(service, helper, nullcontext)
    service.serve(8000)
