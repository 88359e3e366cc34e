"""Documents: whose hand writes what, one that grows and one of a visit, versions, and what happens in the books."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import translation

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.notices.models import Notice
from caseflow.route.acting import exit_ruling
from caseflow.route.commands.case import take_exit
from caseflow.route.commands.paper import drop_version, lay_document
from caseflow.route.commands.signature import add_reaction
from caseflow.route.models import Paper, PaperAnswer, PaperReaction, PaperSection, Task
from caseflow.route.ruling import NotYourHand, Refused
from pupils.errors import Invalid
from tests.route.papers import Writing

DAY = date(2026, 10, 5)


@pytest.fixture(autouse=True)
def _day(db):
    with clock.at(DAY):
        yield


@pytest.fixture
def steun():
    return Writing.at("steunronde")


# --- Writing --------------------


def test_each_part_is_written_by_whose_it_is(steun):
    hands = {"doel": steun.coach, "hulp": steun.leader}
    for section, actor in hands.items():
        row = steun.write("hulpplan", section, "tekst", actor=actor).sections.get(key=section)
        assert (row.text, row.written_by, row.written_on) == ("tekst", actor, DAY)
    with pytest.raises(NotYourHand) as not_hers:
        steun.write("hulpplan", "doel", actor=steun.leader)
    assert not_hers.value.roles == ("zorgcoach",)


def test_who_writes_nothing_at_a_step_does_not_come_in(steun):
    steun.move("eindronde")
    with pytest.raises(NotYourHand):
        steun.write("overdrachtsblad", "samenvatting", actor=steun.leader)


@pytest.mark.parametrize(
    ("document", "section"),
    [("meegroeimap", "groep"), ("overdrachtsblad", "samenvatting"), ("hulpplan", "x"), ("x", "x")],
)
def test_a_part_that_the_step_does_not_speak_of(steun, document, section):
    from caseflow.route.commands.paper import write_document

    with pytest.raises(Invalid, match="bij deze stap niet geschreven"):
        write_document(steun.case.pk, document=document, section=section, text="x", actor=steun.coach)


def test_the_facts_follow(steun):
    said = [steun.fact("document(hulpplan)"), steun.fact("document_part(hulpplan.doel)")]
    steun.write("hulpplan", "doel")
    said += [steun.fact("document(hulpplan)"), steun.fact("document_part(hulpplan.doel)")]
    steun.write("hulpplan", "hulp")
    steun.finish("hulpplan")
    said.append(steun.fact("document(hulpplan)"))
    paper = lay_document(steun.case.pk, document="hulpplan", actor=steun.coach)
    said.append(steun.fact("document(hulpplan)"))
    steun.sign(paper, "agreed", 0)
    said.append(steun.fact("document(hulpplan)"))
    steun.sign(paper, "agreed", 1)
    said.append(steun.fact("document(hulpplan)"))
    assert said == ["none", None, "draft", DAY, "ready", "laid", "laid", "agreed"]


def test_what_is_missing_is_named(steun):
    steun.write("hulpplan", "doel")
    with pytest.raises(Invalid, match="Wat doen we"):
        steun.finish("hulpplan")


def test_two_writers_do_not_overwrite_one_another(steun):
    from caseflow.route.papers import mark_of

    steun.write("hulpplan", "doel", "van de een")
    with pytest.raises(Invalid, match="Iemand anders schreef"):
        steun.write("hulpplan", "doel", "van de ander", seen=mark_of(""))
    steun.write("hulpplan", "doel", "van allebei", seen=mark_of("van de een"))
    assert PaperSection.objects.get(key="doel").text == "van allebei"


def test_the_same_text_again_is_no_event_and_no_version(steun):
    paper = steun.lay("hulpplan")
    events = CaseEvent.objects.count()
    assert steun.write("hulpplan", "doel", "zo is het").pk == paper.pk
    assert (CaseEvent.objects.count(), Paper.objects.filter(key="hulpplan").count()) == (events, 1)


# --- Versions --------------------


def test_what_nobody_saw_is_written_on_and_what_was_laid_becomes_another_version(steun):
    steun.write_all("hulpplan")
    steun.finish("hulpplan")
    again = steun.write("hulpplan", "doel", "beter")
    assert (again.number, again.state) == (1, Paper.DRAFT)
    steun.finish("hulpplan")
    laid = lay_document(steun.case.pk, document="hulpplan", actor=steun.coach)
    second = steun.write("hulpplan", "doel", "anders")
    laid.refresh_from_db(fields=["replaced_on"])
    assert (second.number, second.previous_id, laid.replaced_on) == (2, laid.pk, DAY)
    texts = {row.key: (row.text, row.written_by) for row in second.sections.all()}
    assert texts == {"doel": ("anders", steun.coach), "hulp": ("zo is het", steun.leader)}
    assert laid.sections.get(key="doel").text == "beter"
    with pytest.raises(Paper.DoesNotExist):
        steun.sign(laid, "agreed")


def test_a_version_begun_by_mistake_goes(steun):
    laid = steun.lay("hulpplan")
    steun.write("hulpplan", "doel", "per ongeluk")
    back = drop_version(steun.case.pk, document="hulpplan", actor=steun.coach)
    assert back.pk == laid.pk == steun.newest("hulpplan").pk
    assert steun.fact("document(hulpplan)") == "laid"
    steun.sign(laid, "agreed")
    event = CaseEvent.objects.get(kind="drop_document")
    assert event.data["back_to"] == laid.pk
    with pytest.raises(Invalid):
        drop_version(steun.case.pk, document="hulpplan", actor=steun.coach)


def test_the_first_version_is_not_thrown_away(steun):
    steun.write("hulpplan", "doel")
    with pytest.raises(Invalid, match="eerste versie"):
        drop_version(steun.case.pk, document="hulpplan", actor=steun.coach)


# --- One that grows, and one of a visit --------------------


def test_a_growing_document_goes_along_and_a_plan_is_made_anew_at_each_visit():
    kijk = Writing.at("kijkronde")
    for document in ("kijkplan", "meegroeimap"):
        paper = kijk.lay(document)
        for number in (0, 1):
            kijk.sign(paper, "discussed", number)
    assert (kijk.fact("document(kijkplan)"), kijk.fact("document(meegroeimap)")) == ("discussed", "discussed")
    kijk.move("steunronde")
    assert (kijk.fact("document(kijkplan)"), kijk.fact("document(meegroeimap)")) == ("none", "discussed")
    assert kijk.fact("document_part(meegroeimap.besluit)") is None
    grown = kijk.write("meegroeimap", "besluit", "we gaan door")
    assert (grown.number, {row.key for row in grown.sections.all()}) == (2, {"groep", "coach", "besluit"})
    kijk.move("kijkronde")
    assert kijk.fact("document(kijkplan)") == "none"
    assert kijk.lay("kijkplan").visit == kijk.case.visits
    assert Paper.objects.filter(key="kijkplan").count() == 2


# --- On the way out --------------------


def left(writing: Writing, exit_key: str) -> dict[str, bool | None]:
    sop = writing.world.sop
    ruling = exit_ruling(writing.case, sop, sop.exit(writing.case.step, "main", exit_key), DAY)
    return {
        key: found.met for found in ruling.findings if (key := getattr(found.rule, "key", "")).startswith("document")
    }


def test_what_is_required_is_asked_on_the_way_on_and_not_on_the_way_back_or_at_the_tracks_own_end(steun):
    asked = {
        "document_part(hulpplan.doel)": False,
        "document_part(hulpplan.hulp)": False,
        "document(hulpplan)": False,
        "document_part(meegroeimap.besluit)": False,
        "document(meegroeimap)": False,
    }
    assert left(steun, "eindronde") == left(steun, "close-support_ended") == asked
    assert left(steun, "kijkronde") == left(steun, "close-moved") == {}
    with pytest.raises(Refused):
        take_exit(steun.case.pk, "close-support_ended", actor=steun.coach)


def test_an_optional_document_asks_nothing():
    groep = Writing.at("stamgroep")
    assert left(groep, "kijkronde") == {}


def test_a_no_traps_nobody(steun):
    paper = steun.lay("hulpplan")
    steun.sign(paper, "objected", 1, view="dit helpt niet")
    assert left(steun, "eindronde")["document(hulpplan)"] is False
    task = Task.objects.get(case=steun.case)
    assert (task.kind, task.owner_role, task.done_on) == ("document_refused", "zorgcoach", None)
    assert take_exit(steun.case.pk, "kijkronde", actor=steun.coach, reason="eerst praten").step == "kijkronde"


def test_the_task_is_over_once_nobody_says_no(steun):
    paper = steun.lay("hulpplan")
    steun.sign(paper, "objected", 1)
    steun.sign(paper, "agreed", 1)
    assert Task.objects.get().done_on == DAY
    assert steun.newest("hulpplan").state == Paper.LAID
    steun.sign(paper, "objected", 1)
    steun.write("hulpplan", "doel", "anders")
    assert Task.objects.filter(done_on=None).exists()
    steun.finish("hulpplan")
    lay_document(steun.case.pk, document="hulpplan", actor=steun.coach)
    assert not Task.objects.filter(done_on=None).exists()


# --- What stays --------------------


def test_a_reaction_is_added_and_the_text_stays(steun):
    paper = steun.lay("hulpplan")
    before = list(paper.sections.order_by("pk").values_list("text", flat=True))
    add_reaction(paper.pk, text="ik mis het zwemmen", actor=steun.parent())
    for number in (0, 1):
        steun.sign(paper, "agreed", number)
    add_reaction(paper.pk, text="toch goed zo", actor=steun.parent())
    assert list(paper.sections.order_by("pk").values_list("text", flat=True)) == before
    assert [one.text for one in PaperReaction.objects.all()] == ["ik mis het zwemmen", "toch goed zo"]
    assert steun.newest("hulpplan").state == Paper.SETTLED
    assert Task.objects.filter(kind="document_reaction").count() == 2


def test_a_reaction_has_its_hour_its_language_and_by_what_she_was_known(steun):
    paper, parent = steun.lay("hulpplan"), steun.parent()
    parent.identified_by = "passkey"
    with translation.override("en"):
        kept = add_reaction(paper.pk, text="thank you", actor=parent)
    assert (kept.at.date(), kept.language, kept.identified_by) == (kept.on, "en", "passkey")


def test_a_reaction_comes_in_when_the_case_is_over_too(steun):
    paper = steun.lay("hulpplan")
    take_exit(steun.case.pk, "close-moved", actor=steun.coach, reason="verhuisd")
    add_reaction(paper.pk, text="dank u wel", actor=steun.parent())
    assert not Task.objects.filter(kind="document_reaction").exists()


@pytest.mark.parametrize("model", [PaperAnswer, PaperReaction])
def test_the_database_refuses_to_change_what_a_guardian_said(steun, model):
    paper = steun.lay("hulpplan")
    steun.sign(paper, "agreed", view="goed")
    add_reaction(paper.pk, text="goed", actor=steun.parent())
    for change in (lambda rows: rows.update(guardian=steun.world.guardians[1]), lambda rows: rows._raw_delete(rows.db)):
        with pytest.raises(Exception, match="append-only"), transaction.atomic():
            change(model.objects.all())


def test_the_text_and_its_meaning_are_kept_with_the_signature(steun):
    paper = steun.lay("hulpplan")
    kept = steun.sign(paper, "agreed")
    for words in ("Hulpplan, versie 1", "Waar werken we naartoe?", "zo is het", "U stemt in met wat hier staat."):
        assert words in kept.text_shown
    assert kept.language == "nl"


def test_who_reads_another_language_has_the_dutch_meaning_beneath_it(steun):
    paper = steun.lay("hulpplan")
    with translation.override("en"):
        kept = steun.sign(paper, "agreed")
    assert kept.language == "en"
    english, _, dutch = kept.text_shown.partition("The Dutch text: this is what counts")
    assert "U stemt in" not in english
    assert dutch.strip().startswith("U stemt in met wat hier staat.")


def test_guardians_hear_of_it_without_a_word_about_the_child(steun):
    steun.lay("hulpplan")
    rows = Notice.objects.filter(kind="document_laid")
    assert {row.recipient_id for row in rows} == {steun.parent(0).pk, steun.parent(1).pk}


def test_free_texts_lie_beside_the_events(steun):
    paper = steun.lay("hulpplan")
    steun.sign(paper, "objected", view="een geheim van thuis")
    assert not any("geheim" in str(event.data) or "zo is het" in str(event.data) for event in CaseEvent.objects.all())


def test_a_document_without_a_signature_is_settled_when_it_is_laid():
    last = Writing.at("eindronde", "yes", "unknown")
    paper = last.lay("overdrachtsblad")
    assert (paper.state, last.fact("document(overdrachtsblad)")) == (Paper.SETTLED, "ready")
    assert {row.recipient_id for row in Notice.objects.all()} == {last.parent(0).pk}
    with pytest.raises(Paper.DoesNotExist):
        last.sign(paper, "agreed")


def test_lay_and_finish_are_the_owners(steun):
    from caseflow.route.commands.paper import finish_document

    steun.write_all("hulpplan")
    for act in (finish_document, lay_document):
        with pytest.raises(NotYourHand):
            act(steun.case.pk, document="hulpplan", actor=steun.leader)
    with pytest.raises(Invalid, match="Maak het document eerst af"):
        lay_document(steun.case.pk, document="hulpplan", actor=steun.coach)


def test_a_days_work_is_dated(steun):
    steun.lay("hulpplan")
    with clock.at(DAY + timedelta(days=3)):
        steun.sign(steun.newest("hulpplan"), "agreed", 0)
        steun.sign(steun.newest("hulpplan"), "agreed", 1)
    paper = steun.newest("hulpplan")
    assert (paper.ready_on, paper.laid_on, paper.settled_on) == (DAY, DAY, DAY + timedelta(days=3))
