"""The life of a version: who may do what when, what is recorded, and what the database refuses whoever asks."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from caseflow import clock
from caseflow.audit.chain import verify
from caseflow.audit.models import CaseEvent
from caseflow.route.commands import sop as life
from caseflow.route.readiness import Readiness
from caseflow.sop.loading import SopErrors
from caseflow.sop.vocabulary import RoleKind
from pupils.errors import Invalid
from pupils.models import SopVersion
from pupils.sop import sop_for
from tests.cast import make_staff
from tests.route.stories import crescendo
from tests.route.versions import adopted, laid, text_with_moves
from tests.world import SCHOOLS, make_world, version_text

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
DAY = timedelta(days=1)
TEXT = version_text(date(2026, 8, 1), version="2026")


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def world():
    return crescendo()


@pytest.fixture
def director(world):
    return world.of_kind(RoleKind.DIRECTOR)


@pytest.fixture
def ib_er(world):
    return world.of_kind(RoleKind.IB_ER)


def kinds(world) -> list[str]:
    assert verify(world.school.chain) == []
    return list(CaseEvent.objects.filter(chain=world.school.chain).order_by("number").values_list("kind", flat=True))


def test_a_whole_life(world, director, ib_er):
    draft = life.upload_draft(TEXT, actor=ib_er)
    with clock.at(TODAY + 7 * DAY):
        life.lay_before_mr(draft.pk, on=TODAY + 6 * DAY, actor=director)
    with clock.at(TODAY + 20 * DAY):
        life.record_mr_advice(
            draft.pk, advice="negative", on=TODAY + 19 * DAY, by="Mo, voorzitter", text="te veel", actor=director
        )
        life.adopt_version(draft.pk, on=TODAY + 20 * DAY, by="Bo, bestuurder", actor=director)
    with clock.at(TODAY + 25 * DAY):
        done = life.publish_version(draft.pk, on=TODAY + 25 * DAY, actor=director)
    assert (done.state, done.uploaded_by, done.asked_by, done.advised_by) == (
        "published",
        ib_er,
        director,
        "Mo, voorzitter",
    )
    assert (done.adopted_by, done.adoption_recorded_by) == ("Bo, bestuurder", director)
    assert kinds(world) == ["upload_draft", "lay_before_mr", "record_mr_advice", "adopt_version", "publish_version"]
    event = CaseEvent.objects.get(kind="adopt_version")
    assert (event.pupil_id, event.actor_id, event.sop_version_id) == (None, director.pk, done.pk)
    assert (event.from_state, event.to_state, event.texts) == ("before_mr", "adopted", {"by": "Bo, bestuurder"})
    assert sop_for(world.school, date(2026, 7, 31))[0] != done
    assert sop_for(world.school, date(2026, 8, 1))[0] == done


def test_no_advice_is_recorded_as_none_and_does_not_block(world):
    assert adopted(world, TEXT).advice == "none"


@pytest.mark.parametrize("act", ["lay", "advise", "adopt", "publish", "drop"])
def test_only_the_director(world, ib_er, director, act):
    draft = life.upload_draft(TEXT, actor=director)
    if act in ("advise", "adopt", "publish"):
        life.lay_before_mr(draft.pk, on=TODAY, actor=director)
    if act == "publish":
        life.adopt_version(draft.pk, on=TODAY, by="Bo", actor=director)
    tries = {
        "lay": lambda: life.lay_before_mr(draft.pk, on=TODAY, actor=ib_er),
        "advise": lambda: life.record_mr_advice(draft.pk, advice="none", on=TODAY, by="Mo", actor=ib_er),
        "adopt": lambda: life.adopt_version(draft.pk, on=TODAY, by="Bo", actor=ib_er),
        "publish": lambda: life.publish_version(draft.pk, on=TODAY, actor=ib_er),
        "drop": lambda: life.drop_draft(draft.pk, reason="x", actor=ib_er),
    }
    before = kinds(world)
    with pytest.raises(PermissionDenied):
        tries[act]()
    assert kinds(world) == before


def test_who_brought_a_draft_may_let_it_go(world, ib_er):
    draft = life.upload_draft(TEXT, actor=ib_er)
    assert life.drop_draft(draft.pk, reason="verkeerd bestand", actor=ib_er).state == "dropped"
    assert life.drop_draft(draft.pk, reason="nog eens", actor=ib_er).state == "dropped"
    assert kinds(world) == ["upload_draft", "drop_draft"]
    assert life.upload_draft(TEXT, actor=ib_er).pk != draft.pk  # its name is free again


def test_strangers(world, director):
    draft = life.upload_draft(TEXT, actor=director)
    there = make_world(SCHOOLS / "het-kompas.yaml").of_kind(RoleKind.DIRECTOR)
    teacher = world.of_kind(RoleKind.TEACHER)
    for person in (there, teacher):
        with pytest.raises(ObjectDoesNotExist):
            life.lay_before_mr(draft.pk, on=TODAY, actor=person)
    with pytest.raises(Invalid, match="kbs_crescendo"):
        life.upload_draft(TEXT, actor=there)
    with pytest.raises(PermissionDenied):
        life.upload_draft(TEXT, actor=teacher)


# --- Uploading ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bad", ["", "sop: 1", b"\xff\xfe\x00", b"\x00", "a: &b [*b]", "x" * 1_000_001, b"[" * 5000])
def test_what_is_no_sop_is_not_kept(world, director, bad):
    with pytest.raises(SopErrors):
        life.upload_draft(bad, actor=director)
    assert SopVersion.objects.count() == 1
    assert kinds(world) == []


def test_the_same_text_is_one_draft_however_it_was_sent(world, director, ib_er):
    draft = life.upload_draft(TEXT, actor=ib_er)
    ways = (TEXT, TEXT.replace("\n", "\r\n"), TEXT.encode(), b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert {life.upload_draft(way, actor=director).pk for way in ways} == {draft.pk}
    assert kinds(world) == ["upload_draft"]
    assert draft.text == TEXT


def test_another_text_of_the_same_name_is_refused_and_says_so(world, director, ib_er):
    life.upload_draft(TEXT, actor=ib_er)
    with pytest.raises(Invalid, match="Versie ‘2026’ is er al"):
        life.upload_draft(TEXT.replace("share: 50", "share: 60"), actor=director)
    assert SopVersion.objects.filter(version="2026").count() == 1


def test_a_draft_makes_way_for_a_new_text_and_stays_readable(world, director, ib_er):
    draft = life.upload_draft(TEXT, actor=ib_er)
    new = life.upload_draft(TEXT.replace("share: 50", "share: 60"), actor=director, instead_of=draft.pk)
    draft = SopVersion.objects.get(pk=draft.pk)
    assert (draft.state, draft.text, new.instead_of) == ("dropped", TEXT, draft)
    with pytest.raises(Invalid, match="intussen"):
        life.upload_draft(TEXT.replace("share: 50", "share: 70"), actor=ib_er, instead_of=draft.pk)
    assert SopVersion.objects.get(state="draft") == new


# --- Order and days -------------------------------------------------------------------------------------------------


def test_nothing_is_done_twice_or_out_of_order(world, director):
    version = laid(world, TEXT)
    life.lay_before_mr(version.pk, on=TODAY, actor=director)  # the same again
    with pytest.raises(Invalid, match="al bij de MR"):
        life.lay_before_mr(version.pk, on=TODAY - DAY, actor=director)
    with pytest.raises(Invalid):
        life.publish_version(version.pk, on=TODAY, actor=director)
    life.adopt_version(version.pk, on=TODAY, by="Bo", actor=director)
    life.adopt_version(version.pk, on=TODAY, by="Bo", actor=director)
    with pytest.raises(Invalid, match="al vastgesteld"):
        life.adopt_version(version.pk, on=TODAY, by="Iemand anders", actor=director)
    with pytest.raises(Invalid):
        life.record_mr_advice(version.pk, advice="positive", on=TODAY, by="Mo", actor=director)
    with pytest.raises(Invalid):
        life.drop_draft(version.pk, reason="toch niet", actor=director)
    assert kinds(world) == ["upload_draft", "lay_before_mr", "adopt_version"]


def test_days_follow_one_another(world, director):
    version = laid(world, TEXT)
    tries = [
        lambda: life.record_mr_advice(version.pk, advice="none", on=TODAY - DAY, by="Mo", actor=director),
        lambda: life.record_mr_advice(version.pk, advice="none", on=TODAY + DAY, by="Mo", actor=director),
        lambda: life.adopt_version(version.pk, on=TODAY - DAY, by="Bo", actor=director),
        lambda: life.adopt_version(version.pk, on=TODAY + DAY, by="Bo", actor=director),
        lambda: life.adopt_version(version.pk, on=TODAY, by=" ", actor=director),
        lambda: life.record_mr_advice(version.pk, advice="misschien", on=TODAY, by="Mo", actor=director),
    ]
    for one in tries:
        with pytest.raises(Invalid):
            one()
    life.adopt_version(version.pk, on=TODAY, by="Bo", actor=director)
    with pytest.raises(Invalid):
        life.publish_version(version.pk, on=TODAY - DAY, actor=director)


def test_advice_may_be_set_right_until_the_board_decides(world, director):
    version = laid(world, TEXT)
    for word in ("positive", "positive", "negative"):
        life.record_mr_advice(version.pk, advice=word, on=TODAY, by="Mo", actor=director)
    assert kinds(world).count("record_mr_advice") == 2
    assert SopVersion.objects.get(pk=version.pk).advice == "negative"


def test_what_went_on_from_a_draft_is_not_kept_again(world, ib_er):
    """Nobody is told that something was kept where nothing was."""
    version = laid(world, TEXT)
    with pytest.raises(Invalid, match="Deze tekst is er al: versie ‘2026’"):
        life.upload_draft(TEXT, actor=ib_er)
    assert list(SopVersion.objects.filter(first_day=version.first_day)) == [version]


def test_an_adoption_rests_on_a_check_of_its_own_text(world, director):
    version = laid(world, TEXT)
    with pytest.raises(Exception, match="staat nog iets in de weg"):
        version.adopt(Readiness("another text", ()), TODAY, "Bo", director)


# --- The database ---------------------------------------------------------------------------------------------------


def changed(row: SopVersion, **values: object) -> None:
    QuerySet(SopVersion).filter(pk=row.pk).update(**values)  # past the manager, which refuses too


@pytest.mark.parametrize("field", ["text", "digest", "version"])
@pytest.mark.parametrize("state", ["draft", "before_mr"])
def test_the_text_never_changes(world, director, field, state):
    version = life.upload_draft(TEXT, actor=director) if state == "draft" else laid(world, TEXT)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        changed(version, **{field: "anders"})
    with pytest.raises(TypeError):
        SopVersion.objects.filter(pk=version.pk).update(text="anders")


@pytest.mark.parametrize(
    "values",
    [
        {"adopted_on": TODAY - DAY},
        {"adopted_by": "x"},
        {"advice": "positive"},
        {"asked_on": None},
        {"adopted_on": None},
    ],
    ids=str,
)
def test_what_was_recorded_before_adoption_stays(world, values):
    version = adopted(world, TEXT)
    with pytest.raises(IntegrityError), transaction.atomic():
        changed(version, **values)
    changed(version, moves_due=version.moves_due)  # and nothing else is held up


def test_what_the_board_comes_back_on_is_withdrawn_until_its_first_day(world, director, ib_er):
    version = adopted(world, TEXT)
    with pytest.raises(PermissionDenied):
        life.withdraw_version(version.pk, reason="x", actor=ib_er)
    with pytest.raises(Invalid):
        life.withdraw_version(version.pk, reason=" ", actor=director)
    with clock.at(date(2026, 8, 1)), pytest.raises(Invalid, match="geldt al"):
        life.withdraw_version(version.pk, reason="te laat", actor=director)
    gone = life.withdraw_version(version.pk, reason="het was een ander besluit", actor=director)
    assert (gone.state, gone.adopted_by, gone.dropped_by) == ("dropped", "Bo, bestuurder", director)
    assert life.withdraw_version(version.pk, reason="nog eens", actor=director).state == "dropped"
    assert kinds(world)[-1] == "withdraw_version"
    with clock.at(date(2026, 8, 1)):
        assert sop_for(world.school, clock.today())[0] != version
    again = adopted(world, TEXT)  # the same text, as another draft
    assert again.pk != version.pk


def test_a_published_version_is_withdrawn_too(world, director):
    version = adopted(world, TEXT)
    life.publish_version(version.pk, on=TODAY, actor=director)
    assert life.withdraw_version(version.pk, reason="vergissing", actor=director).state == "dropped"


def test_moves_that_were_to_come_go_with_a_withdrawn_version(world, director):
    version = adopted(world, text_with_moves(date(2026, 8, 1)))
    assert SopVersion.objects.get(pk=version.pk).moves_due
    life.withdraw_version(version.pk, reason="vergissing", actor=director)
    assert not SopVersion.objects.get(pk=version.pk).moves_due


@pytest.mark.parametrize("state", ["draft", "before_mr"])
def test_no_way_back_from_adoption(world, state):
    version = adopted(world, TEXT)
    with pytest.raises(IntegrityError), transaction.atomic():
        changed(version, state=state)


def test_no_version_is_removed(world, director):
    version = life.upload_draft(TEXT, actor=director)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        SopVersion.objects.filter(pk=version.pk)._raw_delete("default")


def test_two_directors_hold_one_version(world, director):
    """Whoever comes second reads what the first did: the machine itself is no way round."""
    second = make_staff(world.school, RoleKind.DIRECTOR, role="director")
    version = laid(world, TEXT)
    life.adopt_version(version.pk, on=TODAY, by="Bo", actor=director)
    with pytest.raises(Invalid, match="al vastgesteld"):
        life.adopt_version(version.pk, on=TODAY, by="Bo de tweede", actor=second)
    assert kinds(world).count("adopt_version") == 1
