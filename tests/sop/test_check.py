"""`python -m caseflow.sop check FILE`, and what it is made of."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.sop.documents import CRESCENDO
from tests.world import REAL

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def check(*arguments: object) -> subprocess.CompletedProcess[str]:
    return run("-m", "caseflow.sop", *map(str, arguments))


def test_a_good_file():
    done = check("check", REAL / "kbs-crescendo.yaml")
    assert (done.returncode, done.stderr) == (0, "")
    assert "in orde. KBS Crescendo, versie 2023-2025: 10 stappen" in done.stdout


def test_a_bad_file_names_each_mistake_and_its_line(tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text(
        CRESCENDO.replace("owner: director", "owner: baas", 1).replace("share: 50", "share: veel"), encoding="utf-8"
    )
    done = check("check", bad)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(f"{bad}:")
    assert "share: verwacht een heel getal, niet 'veel'" in done.stdout
    assert done.stdout.endswith("nog geen SOP (fout: 1, waarschuwing: 0, advies: 0)\n")


@pytest.mark.parametrize("contents", [None, b"\xff\xfe\x00sop", b""])
def test_what_cannot_be_read(tmp_path, contents):
    path = tmp_path / "sop.yaml"
    if contents is not None:
        path.write_bytes(contents)
    done = check("check", path)
    assert done.returncode == 1
    assert str(path) in (done.stderr if contents is None else done.stdout)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [(), ("check",), ("chek", "x"), ("check", "a", "b")])
def test_a_wrong_call(arguments):
    done = check(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "gebruik: python -m caseflow.sop check BESTAND [--json]" in done.stderr


def test_it_is_plain_python():
    """The whole package can be used without Django, Celery or a database driver."""
    package = ROOT / "caseflow" / "sop"
    files = [path.relative_to(ROOT).with_suffix("") for path in package.rglob("[a-z]*.py")]
    modules = sorted(".".join(path.parts) for path in files)
    assert len(modules) >= 9
    code = (
        f"import importlib, sys\nfor name in {modules!r}: importlib.import_module(name)\n"
        "others = {'django', 'celery', 'rest_framework', 'psycopg', 'pupils', 'opp'}\n"
        "print(sorted(others & {name.split('.')[0] for name in sys.modules}))"
    )
    done = run("-c", code)
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr
