"""`python -m caseflow.sop check FILE`, and what it is made of."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from caseflow.sop.facts import FACTS
from caseflow.sop.for_editors import json_schema
from caseflow.sop.reference import OF
from tests.sop.documents import CRESCENDO, SOUND, replaced
from tests.world import REAL

ROOT = Path(__file__).parents[2]
SOUND_FILE = Path(__file__).parent / "sound.yaml"


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
    assert "in orde. KBS Crescendo, versie 2023-2025: " in done.stdout


def test_a_sound_file_says_one_line():
    done = check("check", SOUND_FILE)
    assert (done.returncode, done.stderr) == (0, "")
    said = "in orde. De Proef, versie 2026: 8 stappen, 32 uitgangen (fout: 0, waarschuwing: 0, advies: 0)"
    assert done.stdout == f"{SOUND_FILE}: {said}\n"


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


def test_advice_is_printed_and_refuses_nothing(tmp_path):
    path = tmp_path / "long.yaml"
    path.write_text(replaced(SOUND, ("lasts: 1 year", "lasts: 2 years")), encoding="utf-8-sig")
    done = check("check", path)
    assert (done.returncode, done.stderr) == (0, "")
    first, todo, last = done.stdout.splitlines()
    assert first == (
        f"{path}:25:5: advies: purposes.tafel.lasts: een toestemming van 2 jaar is lang "
        "(AVG art. 5 en 7: toestemming is voor iets bepaalds, en niet langer dan nodig) [consent-lasts-long]"
    )
    assert todo == "    → Vraag haar liever elk schooljaar opnieuw"
    assert last.endswith("(fout: 0, waarschuwing: 0, advies: 1)")


@pytest.mark.parametrize("where", ["last", "first"])
def test_json_for_who_builds_on_it(tmp_path, where):
    path = tmp_path / "late.yaml"
    path.write_text(replaced(SOUND, ("within: 5 weeks", "within: 7 weeks")), encoding="utf-8")
    done = check("check", path, "--json") if where == "last" else check("check", "--json", path)
    assert (done.returncode, done.stderr) == (1, "")
    said = json.loads(done.stdout)
    (complaint,) = said.pop("complaints")
    assert said == {"file": str(path), "ok": False}
    assert complaint == {
        "name": str(path),
        "line": 36,
        "column": 3,
        "severity": "error",
        "rule": "term-beyond-the-law",
        "path": "opp.within",
        "what": "7 weken is ruimer dan de wet toelaat: hoogstens 6 weken",
        "why": "regel 3: Het OPP is er binnen zes weken; WPO art. 40a",
        "todo": "Kies dezelfde termijn als de wet, of een kortere",
    }


def test_the_schema_is_printed():
    done = check("schema")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == json_schema()


UNREADABLE = [None, b"\xff\xfe\x00sop", b"", SOUND.encode("utf-16"), b"#" * 10_000_000, "é".encode("latin-1")]


@pytest.mark.parametrize(
    "contents", UNREADABLE, ids=["absent", "marked", "empty", "utf-16", "ten megabytes", "latin-1"]
)
def test_what_cannot_be_read(tmp_path, contents):
    path = tmp_path / "sop.yaml"
    if contents is not None:
        path.write_bytes(contents)
    done = check("check", path)
    assert done.returncode == (2 if contents is None else 1)
    assert str(path) in (done.stderr if contents is None else done.stdout)
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_is_told_in_dutch(tmp_path):
    for command in (("check",), ("diff", SOUND_FILE)):
        assert check(*command, tmp_path / "weg.yaml").stderr == f"{tmp_path / 'weg.yaml'}: het bestand is er niet\n"
    assert check("check", tmp_path).stderr == f"{tmp_path}: dit is een map; noem een bestand\n"


def test_who_reads_only_the_beginning_gets_no_trace():
    command = [sys.executable, "-m", "caseflow.sop", "schema"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""


@pytest.mark.parametrize(
    "arguments", [(), ("check",), ("chek", "x"), ("check", "a", "b"), ("check", "a", "--xml"), ("schema", "a")]
)
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


def test_the_page_of_keys_is_the_schemas_own():
    """Renewed by `python -m caseflow.sop keys > docs/sop-keys.md`."""
    done = check("keys")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (REAL.parents[2] / "docs" / "sop-keys.md").read_text(encoding="utf-8")
    for said in ("| `times_a_year` |", "[RoleKind](#rolekind)", "sleutel uit `roles` of `guardians`", "| `board` |"):
        assert said in done.stdout
    assert "een waarde" not in done.stdout


def test_each_kind_of_fact_says_what_it_is_asked_of():
    assert {fact.of for fact in FACTS.values()} - {""} == OF.keys()
