"""Whoever gets a letter can see whose it is, where that is, and which number to call: every kind of letter says so."""

import ast
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from caseflow import clock
from caseflow.notices.models import Notice
from caseflow.route.consent_record import record_for_guardian
from caseflow.route.letters import letters_pdf, posts_of
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.inviting import make_invitation
from pupils.information_letter import information_letter, refused
from pupils.invitation_letter import invitation_letters
from pupils.letterhead import letterhead
from pupils.models import Invitation
from tests.cast import make_school
from tests.route.stories import asked, crescendo
from tests.world import World

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]


def way_in(world: World) -> bytes:
    actor, person = world.of_kind(RoleKind.DIRECTOR), world.guardians[0].person
    return invitation_letters([make_invitation(person, world.school, Invitation.Kind.GUARDIAN, actor=actor)])


def information(world: World) -> bytes:
    guardian = world.guardians[0]
    return information_letter(guardian, refused(guardian, clock.today(), by=world.of_kind(RoleKind.DIRECTOR)))


def post(world: World) -> bytes:
    asked(world)
    posts = posts_of(Notice.objects.filter(recipient=world.guardians[0].person))
    return letters_pdf(posts, world.school)


def consent(world: World) -> bytes:
    _case, _item, consent = asked(world)
    return record_for_guardian(consent, world.guardians[0])


LETTERS = {
    "pupils/invitation_letter.py": way_in,
    "pupils/information_letter.py": information,
    "caseflow/route/letters.py": post,
    "caseflow/route/consent_record.py": consent,
}
#: Documents that say whose they are in tests of their own: no letter to a parent.
DOCUMENTS = {
    *("caseflow/route/growing_pdf.py", "caseflow/route/criteria_letter.py"),
    *("opp/on_paper.py", "opp/report.py"),
}


@pytest.mark.parametrize("file", LETTERS)
@pytest.mark.parametrize("language", ["nl", "ar"])
def test_a_letter_says_where_the_school_is(file: str, language: str) -> None:
    world = crescendo()
    world.guardians[0].person.language = language
    world.guardians[0].person.save()
    make: Callable[[World], bytes] = LETTERS[file]
    words = PdfReader(BytesIO(make(world))).pages[0].extract_text()
    assert "Luitstraat 9 · 1312 LH Almere · 036-5360982" in words


def test_every_letter_stands_in_the_table() -> None:
    makers = set()
    for path in ROOT.glob("**/*.py"):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith((".venv", "tests")):
            calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
            makers |= {name for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Letter"}
    assert makers == LETTERS.keys() | DOCUMENTS


def test_what_a_profile_leaves_out_is_not_missed() -> None:
    assert letterhead(make_school("De Vlinder")) == {"sender": "De Vlinder", "contact": ""}
