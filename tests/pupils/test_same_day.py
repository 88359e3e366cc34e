"""What a guardian said, when it was said twice on one day: paper has no hour, and is filed later than it was signed."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from caseflow import clock
from caseflow.route.commands import consent as consents
from caseflow.sop.vocabulary import RoleKind
from pupils.errors import Invalid
from pupils.models import Consent, ConsentAnswer, Pupil, PupilAnswer
from tests.route.stories import asked, case_at
from tests.route.test_what_ends import START
from tests.world import REAL, make_world


@pytest.fixture
def world(db, settings, tmp_path):
    settings.STORAGES = {**settings.STORAGES, "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}}  # fmt: skip
    with clock.at(START):
        yield make_world(REAL / "kbs-crescendo.yaml")


def on_paper(world, consent, answer, on):
    return consents.record_paper_answer(
        consent.pk,
        guardian_id=world.guardians[0].pk,
        answer=answer,
        answered_on=on,
        witness="Ida",
        scan=ContentFile(b"pdf", "scan.pdf"),
        actor=world.of_kind(RoleKind.IB_ER),
    )


def portal(world, consent, index, answer):
    return consents.answer_consent(consent.pk, answer=answer, actor=world.guardians[index].person)


def live(consent) -> bool:
    return Consent.objects.live(clock.today()).filter(pk=consent.pk).exists()


def test_a_no_is_not_undone_by_a_paper_yes_of_that_day(world):
    _case, _item, consent = asked(world)
    portal(world, consent, 0, "refused")
    portal(world, consent, 1, "given")
    with pytest.raises(Invalid, match="Vraag de ouder zelf"):
        on_paper(world, consent, "given", START)
    with clock.at(START + timedelta(days=1)):
        with pytest.raises(Invalid):
            on_paper(world, consent, "given", START)
        on_paper(world, consent, "given", START + timedelta(days=1))
        assert live(consent)


def test_a_paper_yes_does_not_count_before_a_no_of_that_day_however_it_came_in(world):
    """The rule holds in what is read, not only at the door."""
    _case, _item, consent = asked(world)
    for guardian, answer, how in ((0, "refused", "portal"), (0, "given", "paper"), (1, "given", "portal")):
        paper = {"witness": "Ida", "recorded_by": world.of_kind(RoleKind.IB_ER)} if how == "paper" else {}
        ConsentAnswer.objects.create(
            consent=consent,
            guardian=world.guardians[guardian],
            answer=answer,
            how=how,
            answered_on=START,
            answered_at=clock.now(),
            **paper,
        )
    assert not live(consent)
    assert Consent.objects.with_word(START).get(pk=consent.pk).word == "refused"


@pytest.mark.parametrize("answer", ["given", "refused"])
def test_her_own_word_of_later_that_day_counts(world, answer):
    _case, _item, consent = asked(world)
    on_paper(world, consent, "given", START)
    portal(world, consent, 1, "given")
    portal(world, consent, 0, answer)
    assert live(consent) is (answer == "given")


def test_a_paper_no_stops_a_yes_of_that_day(world):
    _case, _item, consent = asked(world)
    portal(world, consent, 0, "given")
    portal(world, consent, 1, "given")
    on_paper(world, consent, "refused", START)
    assert not live(consent)


# --- The pupil's own word --------------------------------------------------------------------------------------------


@pytest.fixture
def of_sixteen(world):
    Pupil.objects.filter(pk=world.pupil.pk).update(born_on=START.replace(year=START.year - 16))
    return asked(world)[2]


def pupil_says(world, consent, answer, how, on):
    ib_er = world.of_kind(RoleKind.IB_ER)
    kept = {"witness": "Ida", "scan": ContentFile(b"%PDF-1.4", "getekend.pdf") if how == "paper" else None}
    return consents.record_pupil_answer(consent.pk, answer=answer, how=how, answered_on=on, actor=ib_er, **kept)


def test_a_pupils_no_is_not_undone_by_her_paper_yes_of_that_day(world, of_sixteen):
    pupil_says(world, of_sixteen, "refused", "talk", START)
    with clock.at(START + timedelta(days=1)):
        with pytest.raises(Invalid, match="Vraag de leerling zelf"):
            pupil_says(world, of_sixteen, "given", "paper", START)
        assert not live(of_sixteen)
        pupil_says(world, of_sixteen, "given", "paper", START + timedelta(days=1))
        assert live(of_sixteen)


@pytest.mark.parametrize(("no", "counts"), [("talk", False), ("paper", False), (None, True)])
def test_nor_does_it_count_however_it_came_in(world, of_sixteen, no, counts):
    for answer, how in (("refused", no), ("given", "paper")):
        if how:
            PupilAnswer.objects.create(
                consent=of_sixteen,
                answer=answer,
                how=how,
                heard_by=world.of_kind(RoleKind.IB_ER),
                witness="Ida",
                scan="x.pdf",
                answered_on=START,
                answered_at=clock.now(),
                text_shown="x",
            )
    assert live(of_sixteen) is counts


def test_what_she_says_later_that_day_in_a_talk_counts(world):
    """Under sixteen, where her guardians say it too."""
    Pupil.objects.filter(pk=world.pupil.pk).update(born_on=START.replace(year=START.year - 12))
    case, ib_er = case_at(world, "hgw"), world.of_kind(RoleKind.IB_ER)
    consent = consents.ask_consent(case.pk, purpose="onderzoek_dyslexie", actor=ib_er)
    for number in (0, 1):
        portal(world, consent, number, "given")
    pupil_says(world, consent, "refused", "talk", START)
    assert not live(consent)
    pupil_says(world, consent, "given", "talk", START)
    assert live(consent)
