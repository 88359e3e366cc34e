"""What a document is worth after what its guardians said: one table, over both kinds of signature."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from caseflow import clock
from caseflow.route.commands.paper import lay_document
from caseflow.route.commands.signature import pass_over_for_document, record_paper_signature
from caseflow.route.models import Paper, PaperAnswer
from caseflow.route.ruling import NotYourHand
from caseflow.sop.papers import ENOUGH
from pupils.commands.contact import record_contact_attempt
from pupils.commands.gezag import Shown, record_gezag
from pupils.errors import Invalid
from pupils.models import Guardian
from pupils.waiting import waiting_for
from tests.route.papers import Writing
from tests.route.stories import post, sign_in
from tests.world import make_guardian, make_person

DAY = date(2026, 10, 5)
YES, NO, UNKNOWN, RESTRICTED = "yes", "no", "unknown", "restricted"
LAID, SETTLED, REFUSED = Paper.LAID, Paper.SETTLED, Paper.REFUSED

#: Gezag of each; what they said in order (number, yes?), "pass" a director's passing over, "unread" a yes that is
#: refused, "gezag" what was recorded.
TABLE = [
    ("one, silent", [YES], [], LAID),
    ("one, yes", [YES], [(0, True)], SETTLED),
    ("one, no", [YES], [(0, False)], REFUSED),
    ("one, no then yes", [YES], [(0, False), (0, True)], SETTLED),
    ("two, one yes", [YES, YES], [(0, True)], LAID),
    ("two, both yes", [YES, YES], [(0, True), (1, True)], SETTLED),
    ("two, one no", [YES, YES], [(0, True), (1, False)], REFUSED),
    ("two, a no taken back", [YES, YES], [(1, False), (1, True)], LAID),
    ("two, a no taken back and the other", [YES, YES], [(1, False), (0, True), (1, True)], SETTLED),
    ("who has no gezag is not waited for", [YES, NO], [(0, True)], SETTLED),
    ("restricted is not waited for", [YES, RESTRICTED], [(0, True)], SETTLED),
    ("unknown is waited for", [YES, UNKNOWN], [(0, True)], LAID),
    ("unknown may not say yes to what it does not read", [YES, UNKNOWN], [(0, True), (1, "unread")], LAID),
    ("unknown may stop", [YES, UNKNOWN], [(0, True), (1, False)], REFUSED),
    ("only unknown", [UNKNOWN], [(0, "unread")], LAID),
    ("unknown does not take its no back", [YES, UNKNOWN], [(0, True), (1, False), (1, "unread")], REFUSED),
    ("passed over beside a yes", [YES, YES], [(0, True), (1, "pass")], SETTLED),
    ("passed over, nobody signed", [YES, YES], [(1, "pass")], LAID),
    ("passed over, then the other", [YES, YES], [(1, "pass"), (0, True)], SETTLED),
    ("passed over says no after all", [YES, YES], [(0, True), (1, "pass"), (1, False)], REFUSED),
    ("passed over says yes after all", [YES, YES], [(0, True), (1, "pass"), (1, True)], SETTLED),
    ("no gezag after all settles", [YES, UNKNOWN], [(0, True), (1, NO)], SETTLED),
    ("the no of who has no gezag falls away", [YES, UNKNOWN], [(0, True), (1, False), (1, NO)], SETTLED),
    ("gezag after all counts", [YES, UNKNOWN], [(0, True), (1, False), (1, YES), (1, True)], SETTLED),
    ("settled stays when somebody gets gezag later", [YES, NO], [(0, True), (1, YES)], SETTLED),
    ("who got gezag later may still say no", [YES, NO], [(0, True), (1, YES), (1, False)], REFUSED),
]
KINDS = {"discussed": ("kijkronde", "kijkplan"), "agreed": ("steunronde", "hulpplan")}


@pytest.fixture(autouse=True)
def _day(db):
    with clock.at(DAY):
        yield


def laid(signature: str, *gezag: str) -> tuple[Writing, Paper]:
    step, document = KINDS[signature]
    writing = Writing.at(step, *gezag)
    return writing, writing.lay(document)


@pytest.mark.parametrize("signature", KINDS)
@pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])
def test_what_it_is_worth(row, signature):
    _, gezag, said, state = row
    writing, paper = laid(signature, *gezag)
    for number, what in said:
        happen(writing, paper, number, what, signature)
    now = writing.newest(paper.key)
    assert now.state == state
    word = {LAID: "laid", REFUSED: "refused", SETTLED: signature}[state]
    assert writing.fact(f"document({paper.key})") == word
    assert (word in ENOUGH[signature]) == (state == SETTLED)


@pytest.mark.parametrize("signature", KINDS)
def test_unknown_gezag_may_stop_and_reads_nothing(signature):
    """Floor rules 2 and 14: the page of what is asked says why, offers a no alone, and keeps what stood on it."""
    writing, paper = laid(signature, YES, UNKNOWN)
    known, unknown = (guardian.person for guardian in writing.world.guardians)
    url = reverse("route:guardian_paper", args=[paper.pk])
    text, no, yes = "zo is het", 'value="objected"', f'value="{signature}"'
    asked = "Wilt u dit lezen en tekenen?"
    starts = [sign_in(one).get(reverse("route:guardian_start")).content.decode() for one in (known, unknown)]
    assert [asked in start for start in starts] == [True, False]
    assert "De school legde iets voor aan ouders" in starts[1]
    page = sign_in(known).get(url).content.decode()
    assert all(shown in page for shown in (text, no, yes))
    page = sign_in(unknown).get(url).content.decode()
    assert "niet vastgelegd dat u het gezag hebt" in page
    assert ("Wilt u nee zeggen?" in page, "Zet u uw handtekening?" in page) == (True, False)
    assert (no in page, yes in page, text in page) == (True, False, False)
    assert "gezag nog niet vast" in post(unknown, url, answer=signature).content.decode()
    assert post(unknown, url, answer="objected").status_code == 302
    assert writing.newest(paper.key).state == REFUSED
    assert PaperAnswer.objects.get().text_shown == f"{paper.name}, versie 1"
    assert text not in sign_in(unknown).get(url).content.decode()
    happen(writing, paper, 1, YES, signature)
    assert text in sign_in(unknown).get(url).content.decode()


@pytest.mark.parametrize("signature", KINDS)
def test_nor_does_unknown_gezag_find_what_was_settled_without_it(signature):
    writing, paper = laid(signature, YES)
    writing.sign(paper, signature)
    later = make_guardian(writing.world.pupil, make_person("Nog een ouder"), UNKNOWN)
    page = reverse("route:guardian_paper", args=[paper.pk])
    assert [sign_in(one).get(page).status_code for one in (writing.parent(), later.person)] == [200, 404]


def happen(writing: Writing, paper: Paper, number: int, what: bool | str, signature: str) -> None:
    guardian = writing.world.guardians[number]
    if what == "pass":
        reach(writing, guardian)
        url = reverse("route:paper_pass_over", args=[paper.pk, guardian.pk])
        waits = url in [one.url for one in waiting_for(writing.head)]  # what would be refused waits for nobody
        try:
            pass_over_for_document(paper.pk, guardian_id=guardian.pk, reasons="onbereikbaar", actor=writing.head)
        except Invalid:
            assert not waits
            raise
        assert waits
    elif what == "unread":
        with pytest.raises(Invalid, match="gezag nog niet vast"):
            writing.sign(paper, signature, number)
    elif isinstance(what, str):
        shown = Shown(proof="register", on=clock.today(), seen="uittreksel")
        record_gezag(guardian.pk, what, shown, actor=writing.head)
    else:
        writing.sign(paper, signature if what else "objected", number)


def reach(writing: Writing, guardian: Guardian) -> None:
    for days in (0, 1):
        with clock.at(DAY + timedelta(days=days)):
            record_contact_attempt(guardian.pk, DAY + timedelta(days=days), "phone", actor=writing.coach)


@pytest.mark.parametrize(("signature", "word"), [("discussed", "agreed"), ("agreed", "discussed"), ("agreed", "x")])
def test_a_word_that_this_signature_does_not_ask(signature, word):
    writing, paper = laid(signature)
    with pytest.raises(Invalid):
        writing.sign(paper, word)


@pytest.mark.parametrize("gezag", [NO, RESTRICTED])
def test_who_has_no_gezag_cannot_sign(gezag):
    writing, paper = laid("agreed", YES, gezag)
    with pytest.raises(Paper.DoesNotExist):
        writing.sign(paper, "agreed", 1)


def test_what_is_settled_is_not_taken_back():
    writing, paper = laid("agreed", YES)
    writing.sign(paper, "agreed")
    with pytest.raises(Invalid, match="al getekend"):
        writing.sign(paper, "objected")


def test_a_button_pressed_twice():
    writing, paper = laid("agreed")
    assert writing.sign(paper, "agreed", view="goed").pk == writing.sign(paper, "agreed", view=" goed ").pk


def test_who_said_no_is_not_passed_over():
    writing, paper = laid("agreed")
    writing.sign(paper, "agreed", 0)
    writing.sign(paper, "objected", 1)
    reach(writing, writing.world.guardians[1])
    with pytest.raises(Paper.DoesNotExist):  # it is refused: there is nobody to pass over
        happen(writing, paper, 1, "pass", "agreed")


@pytest.mark.parametrize("signature", KINDS)
def test_another_version_does_not_take_a_no_away(signature):
    """A no to version 1, silence on version 2: not passed over. Who said yes to a later one objects no more."""
    writing, paper = laid(signature)
    writing.sign(paper, "objected", 1)
    paper = again(writing, paper.key)
    writing.sign(paper, signature, 0)
    with pytest.raises(Invalid, match="bezwaar gemaakt"):
        happen(writing, paper, 1, "pass", signature)
    assert (writing.newest(paper.key).state, offered(writing, paper)) == (LAID, False)
    writing.sign(paper, signature, 1)
    paper = again(writing, paper.key)
    assert offered(writing, paper)
    writing.sign(paper, signature, 0)
    happen(writing, paper, 1, "pass", signature)
    assert writing.newest(paper.key).state == SETTLED


def again(writing: Writing, document: str) -> Paper:
    """Another version of it, laid before them."""
    section = next(iter(writing.world.sop.documents[document].sections))
    writing.write(document, section, f"anders dan {writing.newest(document).number}")
    writing.finish(document)
    return lay_document(writing.case.pk, document=document, actor=writing.coach)


def offered(writing: Writing, paper: Paper) -> bool:
    page, url = (
        reverse("route:paper", args=[paper.pk]),
        reverse("route:paper_pass_over", args=[paper.pk, writing.world.guardians[1].pk]),
    )
    return url in sign_in(writing.head).get(page).content.decode()


# --- On paper and at the table --------------------

SCAN = ContentFile(b"%PDF-1.4", "getekend.pdf")


def recorded(writing: Writing, paper: Paper, answer: str, **more) -> PaperAnswer:
    said = {"answered_on": DAY, "witness": "de conciërge", "scan": None, "actor": writing.coach, **more}
    number = said.pop("number", 0)
    return record_paper_signature(paper.pk, guardian_id=writing.world.guardians[number].pk, answer=answer, **said)


def test_that_it_was_talked_over_needs_no_scan():
    writing, paper = laid("discussed", YES)
    kept = recorded(writing, paper, "discussed", view="hij hoopt op rust")
    assert (kept.how, kept.witness, kept.recorded_by, kept.view) == (
        "paper", "de conciërge", writing.coach, "hij hoopt op rust",
    )  # fmt: skip
    assert writing.newest("kijkplan").state == SETTLED


def test_that_somebody_agrees_needs_the_scan():
    writing, paper = laid("agreed", YES)
    with pytest.raises(Invalid, match="scan"):
        recorded(writing, paper, "agreed")


def test_a_signature_on_paper(tmp_path, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}},
    }
    writing, paper = laid("agreed", YES)
    recorded(writing, paper, "agreed", scan=SCAN)
    assert writing.newest("hulpplan").state == SETTLED


def test_a_no_of_a_guardian_is_not_talked_away():
    writing, paper = laid("discussed", YES)
    writing.sign(paper, "objected")
    with pytest.raises(Invalid, match="scan"):
        recorded(writing, paper, "discussed")
    assert writing.newest("kijkplan").state == REFUSED


@pytest.mark.parametrize("on", [DAY - timedelta(days=1), DAY + timedelta(days=1)])
def test_only_between_laying_and_today(on):
    writing, paper = laid("discussed", YES)
    with pytest.raises(Invalid, match="tussen het voorleggen en vandaag"):
        recorded(writing, paper, "discussed", answered_on=on)


def test_only_by_who_lays_it_before_them():
    writing, paper = laid("discussed", YES)
    with pytest.raises(NotYourHand):
        recorded(writing, paper, "discussed", actor=writing.leader)


def test_who_was_there_is_named():
    writing, paper = laid("discussed", YES)
    with pytest.raises(Invalid):
        recorded(writing, paper, "discussed", witness=" ")
