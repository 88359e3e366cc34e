"""What a consent is worth: one table, read by the query, the fact, the counts and the grants that rest on it."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import CharField

from caseflow import clock
from pupils import facts, signing
from pupils.models import Consent, ConsentAnswer, Grant, Guardian, PassedOver
from tests.cast import answer, make_consent, make_grant, make_guardian, make_person, make_pupil, make_school

TODAY = date(2026, 3, 2)
STAND_IN = 7_000_000  # the number of a row that stands in for the case
YES, NO, UNKNOWN, RESTRICTED = "yes", "no", "unknown", "restricted"

# gezag of each, answers in order (number of guardian, word), passed over, days left -> word, unsigned, objections
TABLE = [
    ("one, silent", [YES], [], [], 9, "asked", 1, 0),
    ("one, given", [YES], [(0, "given")], [], 9, "given", 0, 0),
    ("one, refused", [YES], [(0, "refused")], [], 9, "refused", 1, 1),
    ("one, withdrawn", [YES], [(0, "given"), (0, "withdrawn")], [], 9, "withdrawn", 1, 1),
    ("one, given again", [YES], [(0, "given"), (0, "withdrawn"), (0, "given")], [], 9, "given", 0, 0),
    ("one, refused then given", [YES], [(0, "refused"), (0, "given")], [], 9, "given", 0, 0),
    ("one, last day", [YES], [(0, "given")], [], 0, "given", 0, 0),
    ("one, expired", [YES], [(0, "given")], [], -1, "expired", 0, 0),
    ("silent, expired", [YES], [], [], -1, "expired", 1, 0),
    ("refused outlasts the term", [YES], [(0, "refused")], [], -1, "refused", 1, 1),
    ("only one passed over", [YES], [], [0], 9, "asked", 1, 0),
    ("two, one given", [YES, YES], [(0, "given")], [], 9, "asked", 1, 0),
    ("two, both given", [YES, YES], [(0, "given"), (1, "given")], [], 9, "given", 0, 0),
    ("two, one refuses", [YES, YES], [(0, "given"), (1, "refused")], [], 9, "refused", 1, 1),
    ("two, one withdraws", [YES, YES], [(0, "given"), (1, "given"), (0, "withdrawn")], [], 9, "withdrawn", 1, 1),
    ("two, both refuse", [YES, YES], [(0, "refused"), (1, "refused")], [], 9, "refused", 2, 2),
    ("given and passed over", [YES, YES], [(0, "given")], [1], 9, "given", 0, 0),
    ("nobody signed, one passed over", [YES, YES], [], [1], 9, "asked", 2, 0),
    ("both passed over", [YES, YES], [], [0, 1], 9, "asked", 2, 0),
    ("passed over, then refuses", [YES, YES], [(0, "given"), (1, "refused")], [1], 9, "refused", 1, 1),
    ("passed over, then gives", [YES, YES], [(0, "given"), (1, "given")], [1], 9, "given", 0, 0),
    ("given and passed over, expired", [YES, YES], [(0, "given")], [1], -1, "expired", 0, 0),
    ("one without gezag is not waited for", [YES, NO], [(0, "given")], [], 9, "given", 0, 0),
    ("one without gezag cannot give", [YES, NO], [(1, "given")], [], 9, "asked", 1, 0),
    ("one without gezag cannot stop", [YES, NO], [(0, "given"), (1, "refused")], [], 9, "given", 0, 0),
    ("restricted counts as no", [YES, RESTRICTED], [(0, "given"), (1, "refused")], [], 9, "given", 0, 0),
    ("unknown is waited for", [YES, UNKNOWN], [(0, "given")], [], 9, "asked", None, 0),
    ("unknown may give", [YES, UNKNOWN], [(0, "given"), (1, "given")], [], 9, "given", 0, 0),
    ("unknown may stop", [YES, UNKNOWN], [(0, "given"), (1, "refused")], [], 9, "refused", 1, 1),
    ("unknown is not passed over", [YES, UNKNOWN], [(0, "given")], [1], 9, "asked", None, 0),
    ("only unknown gave", [UNKNOWN], [(0, "given")], [], 9, "asked", None, 0),
    ("only restricted gave", [RESTRICTED], [(0, "given")], [], 9, "asked", 1, 0),
    ("no guardian at all", [], [], [], 9, "asked", None, 0),
]
EACH = pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])


@pytest.fixture(autouse=True)
def _day():
    with clock.at(TODAY):
        yield


def tell(row) -> tuple[Consent, list[Guardian]]:
    """The consent of a row of the table, beside another child's that says the opposite."""
    _, gezag, answers, passed, days, *_ = row
    pupil = make_pupil(make_school())
    guardians: list[Guardian] = []
    for word in gezag:  # what was taken from one is held by the first, where she has a say herself
        holder = {"education_held_by": guardians[0]} if word == RESTRICTED and guardians else {}
        guardians.append(make_guardian(pupil, word, **holder))
    term = {"asked_on": TODAY - timedelta(days=30), "until": TODAY + timedelta(days=days)}
    consent = make_consent(pupil, case_id=STAND_IN, **term)
    for place, (number, word) in enumerate(answers):
        answer(consent, guardians[number], word, TODAY - timedelta(days=20 - place))
    for number in passed:
        PassedOver.objects.create(
            guardian=guardians[number], consent=consent, by=make_person(), reasons="onbereikbaar", on=TODAY
        )
    other = make_pupil(pupil.school)
    word = "refused" if row[5] == "given" else "given"
    answer(make_consent(other), make_guardian(other), word)
    return consent, guardians


@EACH
def test_the_worth_of_a_consent(db, row):
    consent, _ = tell(row)
    word, alone = row[5], Consent.objects.filter(pk=consent.pk)
    assert alone.with_word(TODAY).get().word == word
    assert alone.live(TODAY).exists() == (word == "given")
    assert alone.pending(TODAY).exists() == (word == "asked")
    assert alone.objected(TODAY).exists() == (word in ("refused", "withdrawn"))


@EACH
def test_the_counts_beside_it(db, row):
    consent, _ = tell(row)
    counted = Consent.objects.annotate(
        unsigned=signing.unsigned_count(ConsentAnswer, "pk", "pupil_id"),
        objections=signing.objection_count(ConsentAnswer, "pk", "pupil_id"),
    ).get(pk=consent.pk)
    assert (counted.unsigned, counted.objections) == (row[6], row[7])


@EACH
def test_the_fact_and_the_grant_say_the_same(db, row):
    consent, _ = tell(row)
    # Any row that hangs on the pupil can stand in for the case; the route's own tests ask it of cases.
    grant = make_grant(make_person(), consent.pupil, consent, pk=consent.case_id)
    stand_in = Grant.objects.annotate(said=facts.consent("talk"), none=facts.consent("other")).get(pk=grant.pk)
    assert (stand_in.said, stand_in.none) == (row[5], "none")
    assert Grant.objects.live(TODAY).filter(pk=grant.pk).exists() == (row[5] == "given")


def test_the_newest_question_speaks(db):
    pupil = make_pupil(make_school())
    guardian = make_guardian(pupil)
    grant = make_grant(make_person(), pupil)
    first = make_consent(pupil, case_id=grant.pk, asked_on=TODAY - timedelta(days=9))
    answer(first, guardian, "refused")
    second = make_consent(pupil, case_id=grant.pk, asked_on=TODAY)
    asked = Grant.objects.annotate(said=facts.consent("talk"))
    assert asked.get(pk=grant.pk).said == "asked"
    answer(second, guardian, "given")
    assert asked.get(pk=grant.pk).said == "given"


def test_a_late_paper_does_not_undo_a_withdrawal(db):
    pupil = make_pupil(make_school())
    guardian, consent = make_guardian(pupil), make_consent(pupil, asked_on=TODAY - timedelta(days=9))
    answer(consent, guardian, "withdrawn", TODAY - timedelta(days=1))
    answer(
        consent, guardian, "given", TODAY - timedelta(days=5), answered_at=clock.now(),
        how="paper", witness="Sam Bos", recorded_by=make_person(),
    )  # fmt: skip
    assert not Consent.objects.live(TODAY).exists()
    assert signing.word_of(ConsentAnswer, consent.pk, guardian) == "withdrawn"


def test_the_table_of_a_page(db, django_assert_num_queries):
    consent, guardians = tell(("", [YES, YES, NO], [(0, "given")], [1], 9, "given", 0, 0))
    with django_assert_num_queries(1):
        told = [(row.pk, row.word, row.passed) for row in signing.table(ConsentAnswer, consent.pk, consent.pupil_id)]
    assert told == [(guardians[0].pk, "given", False), (guardians[1].pk, "", True)]


def test_it_is_a_word_of_the_vocabulary():
    from caseflow.sop.facts import FACTS

    assert {row[5] for row in TABLE} | {"none"} == set(FACTS["consent"].words)
    assert isinstance(facts.consent("talk").output_field, CharField)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_an_answer_stays_as_it_was(db, change):
    consent, _ = tell(TABLE[1])
    rows = ConsentAnswer.objects.filter(consent=consent)
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        rows.update(answer="refused") if change == "update" else rows._raw_delete(rows.db)
    assert Consent.objects.live(TODAY).filter(pk=consent.pk).exists()
