"""Whose word a consent needs: guardians × gezag × the pupil's age × purpose, each row with the reason.

A guardian: gezag, and her words in order. `without` gezag is restricted: of the school's matters (s), of care (c).
An age stands beside the pupil's own words. What a row says is held to the query, the fact, the grant and, in
another order of things, to a state machine of its own (test_consent_machine.py).
"""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from caseflow import clock
from pupils import facts
from pupils.models import Consent, Grant, Guardian, PassedOver, PupilAnswer
from tests.cast import PROVED, answer, make_consent, make_grant, make_guardian, make_person, make_pupil, make_school

TODAY = date(2026, 3, 2)
STAND_IN = 7_000_000  # the number of a row that stands in for the case
WORDS = {"+": "given", "-": "refused", "w": "withdrawn"}
GEZAG = {"yes": "yes", "no": "no", "unknown": "unknown"}
#: What another of the child's people holds now, of whom a court limited.
TAKEN = {
    "without-s": ("education_held_by",),
    "without-c": ("care_held_by",),
    "without-sc": ("education_held_by", "care_held_by"),
}


@dataclass(frozen=True)
class Row:
    """`guardians`: "yes" is silent, "yes +" gave, "yes -" refused, "yes +w" withdrew, "yes over" was passed over."""

    guardians: str
    word: str
    why: str
    age: int = 8
    pupil: str = ""
    care: bool = False
    everyone: bool = True
    left: int = 9

    def __str__(self) -> str:
        kind = ("care" if self.care else "school") + ("" if self.everyone else ", one is enough")
        return f"{self.guardians or 'nobody'} | {self.age} {self.pupil} | {kind} | {self.left}"


G, R, W, A, X = "given", "refused", "withdrawn", "asked", "expired"
C, ONE = {"care": True}, {"everyone": False}
TABLE = [
    # --- Who must agree to what reaches somebody outside the school
    Row("yes", A, "asked, and nobody answered"),
    Row("yes +", G, "the only guardian with gezag agreed"),
    Row("yes -", R, "a no is a no"),
    Row("yes +w", W, "withdrawn for what is to come (AVG 7.3)"),
    Row("yes -+", G, "a no may become a yes"),
    Row("yes +w+", G, "and so may a withdrawal"),
    Row("yes +, yes", A, "all with gezag: Caseflow's own bar (domain §1.7)"),
    Row("yes +, yes +", G, "both agreed"),
    Row("yes +, yes -", R, "one objection stops (BW 1:253i)"),
    Row("yes -, yes -", R, "two do too"),
    Row("yes +, yes +w", W, "one withdrawal stops what is to come"),
    Row("yes +, yes +, yes", A, "three with gezag do not exist in law, and would all be asked"),
    Row("", A, "nobody is known: nobody can agree"),
    # --- Gezag no and unknown
    Row("no", A, "no gezag, no signature"),
    Row("no +", A, "a yes without gezag opens nothing"),
    Row("no -", A, "and a no without gezag stops nothing"),
    Row("yes +, no", G, "who has no gezag is not waited for"),
    Row("yes +, no -", G, "nor heard in this"),
    Row("yes, no +", A, "nor does that yes stand in for hers"),
    Row("unknown", A, "may have gezag: waited for"),
    Row("unknown +", A, "at least one with recorded gezag must agree"),
    Row("unknown -", R, "unknown may block (domain §1.7)"),
    Row("yes +, unknown", A, "never quietly dropped"),
    Row("yes +, unknown +", G, "whatever turns out, both agreed"),
    Row("yes +, unknown -", R, "unknown may block"),
    Row("yes +, unknown over", A, "unknown is not passed over: record the gezag"),
    Row("unknown +, unknown +", A, "nobody is known to have gezag"),
    # --- Passed over
    Row("yes over", A, "never the only one with gezag"),
    Row("yes +, yes over", G, "cannot be reached, after two tries (domain §1.7)"),
    Row("yes over, yes over", A, "never everybody"),
    Row("yes +, yes -over", R, "never past an objection"),
    Row("yes +, yes +over", G, "who answers after all is heard"),
    Row("yes +, yes +wover", W, "also with a withdrawal"),
    # --- Restricted by a court: a matter is another's now
    Row("without-s, no", A, "school: the institution decides, and is silent"),
    Row("without-s, no +", G, "and it agrees, whatever its own gezag: a court put it in charge"),
    Row("without-s, no -", R, "and its no stops"),
    Row("without-s +, no", A, "her yes does not stand in for its word"),
    Row("without-s, no, yes +", A, "beside the other parent it is waited for"),
    Row("without-s, no -, yes +", R, "and its no stops beside a parent's yes"),
    Row("without-s, no +, yes +", G, "both who decide agreed"),
    Row("without-c, no -, yes +", R, "in care the same", **C),
    Row("without-c +, no -, yes +", G, "what it holds of care says nothing in school"),
    Row("without-s +, yes", A, "her yes is not hers to give in this"),
    Row("without-s, yes +", G, "who holds school agreed"),
    Row("without-s -, yes +", G, "her no does not stop what a court took from her"),
    Row("without-c +, yes +", G, "school was left to her"),
    Row("without-c, yes +", A, "and so she is waited for"),
    Row("without-c -, yes +", R, "and her no stops"),
    Row("without-c, yes +", G, "care is another's: she is not waited for", **C),
    Row("without-c -, yes +", G, "nor does her no stop care", **C),
    Row("without-s, yes +", A, "care was left to her: waited for", **C),
    Row("without-s +, yes +", G, "and she agreed", **C),
    Row("without-sc +, yes +", G, "everything was taken: as without gezag"),
    Row("without-sc, yes +", G, "the same in care", **C),
    # --- One is enough, for what stays inside the school
    Row("yes +, yes", G, "one signature is enough where no objection is apparent (BW 1:253i)", **ONE),
    Row("yes, yes", A, "one at least", **ONE),
    Row("yes +, yes -", R, "an objection stops here too", **ONE),
    Row("yes +, yes +w", W, "and a withdrawal", **ONE),
    Row("yes +, unknown", G, "nobody is dropped: no objection is apparent", **ONE),
    Row("yes +, unknown -", R, "unknown may block", **ONE),
    Row("unknown +, no +", A, "somebody with recorded gezag must agree", **ONE),
    Row("yes over, yes", A, "passing over is no yes", **ONE),
    # --- From 12 in matters of care the pupil too
    Row("yes +", G, "eleven: the guardians alone (WGBO)", age=11, **C),
    Row("yes +", A, "twelve: with the pupil", age=12, **C),
    Row("yes +", G, "both agreed", age=12, pupil="+", **C),
    Row("yes +", R, "the pupil's no stops care", age=12, pupil="-", **C),
    Row("yes +", W, "and so does a withdrawal", age=13, pupil="+w", **C),
    Row("yes", A, "the pupil alone is not enough before 16", age=15, pupil="+", **C),
    Row("yes -", R, "a guardian's no stops too", age=12, pupil="+", **C),
    Row("yes +", G, "school, not care: the guardians alone until 16", age=15),
    Row("yes +", G, "and the pupil's word is heard, not asked", age=13, pupil="-"),
    Row("yes +", G, "eleven: her no to care is heard, not decisive", age=11, pupil="-", **C),
    # --- From 16 the pupil alone
    Row("yes +", A, "sixteen: her own word (UAVG 5)", age=16),
    Row("yes", G, "and nobody else's", age=16, pupil="+"),
    Row("yes -", G, "a guardian's no does not stop it", age=16, pupil="+"),
    Row("yes +", R, "hers does", age=16, pupil="-"),
    Row("", G, "nor does she need a guardian", age=17, pupil="+", **C),
    # --- The end of it
    Row("yes +", G, "on its last day", left=0),
    Row("yes +", X, "and no longer", left=-1),
    Row("yes", X, "silence ends too", left=-1),
    Row("yes -", R, "an objection outlasts the term", left=-1),
    Row("yes +w", W, "and so does a withdrawal", left=-1),
    Row("yes +", X, "the pupil's yes ends with it", age=16, pupil="+", left=-1),
]  # fmt: skip


def tell(row: Row) -> Consent:
    """What the row says, a day at a time, beside another child's consent that says the opposite."""
    pupil = make_pupil(make_school(), born_on=TODAY.replace(year=TODAY.year - row.age))
    usual = {"asked_on": TODAY - timedelta(days=30), "until": TODAY + timedelta(days=row.left)}
    consent = make_consent(pupil, case_id=STAND_IN, care=row.care, everyone=row.everyone, **usual)
    told = [one.strip().partition(" ")[::2] for one in row.guardians.split(",") if one.strip()]
    rows = [make_guardian(pupil, GEZAG.get(gezag, "no"), relation="other") for gezag, _said in told]
    for guardian, (gezag, said) in zip(rows, told, strict=True):
        if gezag in TAKEN:
            other = next(one for one in rows if one != guardian)
            held = {f"{name}": other for name in TAKEN[gezag]}
            Guardian.objects.filter(pk=guardian.pk).update(gezag="restricted", **PROVED, **held)
            Guardian.objects.filter(pupil=pupil).mark_holders()
        for place, sign in enumerate(said.removesuffix("over")):
            answer(consent, guardian, WORDS[sign], TODAY - timedelta(days=20 - place))
        if said.endswith("over"):
            PassedOver.objects.create(guardian=guardian, consent=consent, by=make_person(), reasons="x", on=TODAY)
    for place, sign in enumerate(row.pupil):
        say_as_pupil(consent, WORDS[sign], TODAY - timedelta(days=10 - place))
    opposite = make_pupil(pupil.school)
    answer(make_consent(opposite), make_guardian(opposite), "refused" if row.word == "given" else "given")
    return consent


def say_as_pupil(consent: Consent, word: str, on: date) -> PupilAnswer:
    with clock.at(on):
        return PupilAnswer.objects.create(
            consent=consent, answer=word, how="talk", heard_by=make_person(), answered_on=on,
            answered_at=clock.now(), witness="Ida", text_shown=consent.text,
        )  # fmt: skip


@pytest.mark.parametrize("row", TABLE, ids=str)
def test_what_a_consent_is_worth(db: None, row: Row) -> None:
    with clock.at(TODAY):
        consent = tell(row)
        alone = Consent.objects.filter(pk=consent.pk)
        assert alone.with_word(TODAY).get().word == row.word, row.why
        assert alone.live(TODAY).exists() == (row.word == "given")
        assert alone.pending(TODAY).exists() == (row.word == "asked")
        assert alone.objected(TODAY).exists() == (row.word in ("refused", "withdrawn"))
        # Any row that hangs on the pupil can stand in for the case; the route's own tests ask it of cases.
        grant = make_grant(make_person(), consent.pupil, consent, pk=consent.case_id)
        assert Grant.objects.annotate(said=facts.consent("talk")).get(pk=grant.pk).said == row.word
        assert Grant.objects.live(TODAY).filter(pk=grant.pk).exists() == (row.word == "given")


def test_the_table_is_as_long_as_it_should_be() -> None:
    assert len(TABLE) >= 60
    assert len({str(row) for row in TABLE}) == len(TABLE)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_what_a_pupil_said_stays_as_it_was(db: None, change: str) -> None:
    consent = tell(Row("yes +", G, "", age=12, pupil="+", care=True))
    rows = PupilAnswer.objects.filter(consent=consent)
    with pytest.raises(Exception, match="append-only"):
        rows.update(answer="refused") if change == "update" else rows._raw_delete(rows.db)
