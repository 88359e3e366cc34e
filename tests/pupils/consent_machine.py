"""Two questions about one purpose under whatever people say of them, in any order and on any day, beside a model."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from caseflow import clock
from pupils.models import Consent, Grant, Guardian, PassedOver, Pupil
from tests.cast import PROVED, answer, make_consent, make_grant, make_guardian, make_person, make_pupil, make_school
from tests.pupils.test_consent_table import say_as_pupil

START = date(2026, 3, 2)
SAYS = ("yes", "no", "unknown", "without-school", "without-care")
OBJECTS = ("refused", "withdrawn")
QUESTIONS = (0, 1)  # the same is asked twice


@dataclass
class Model:
    """What a reader of the law would say, with nothing of the database in it.

    `said`, `over` and `own` by question; `last` and `own_last` are the newest words, in whichever question.
    """

    born: date
    care: bool
    everyone: bool
    until: date
    gezag: list[str] = field(default_factory=list)
    said: dict[tuple[int, int], str] = field(default_factory=dict)
    over: set[tuple[int, int]] = field(default_factory=set)
    last: dict[int, str] = field(default_factory=dict)
    own: dict[int, str] = field(default_factory=dict)
    own_last: str = ""
    left_on: date | None = None
    anew: bool = False  # enrolled anew after the questions were asked: whoever agreed then knows nothing of now

    def here(self, on: date) -> bool:
        return self.left_on is None or on < self.left_on

    def age(self, on: date) -> int:
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))

    def worth(self, number: int) -> str:
        """Of the institution, last in the list: what a court took from another in this matter, and gave to it."""
        word, taken = self.gezag[number], "without-care" if self.care else "without-school"
        if word == "institution":
            return "yes" if taken in self.gezag else "no"
        if word.startswith("without"):
            return "no" if word == taken else "yes"
        return word

    def of(self, question: int, number: int) -> str:
        """Her word here: a later no about the same takes a yes back."""
        return _now(self.said.get((question, number), ""), self.last.get(number, ""))

    def word(self, question: int, on: date) -> str:
        alone = self.age(on) >= 16
        asked_too = alone or (self.care and self.age(on) >= 12)
        heard = [n for n in range(len(self.gezag)) if not alone and self.worth(n) != "no"]
        own = _now(self.own.get(question, ""), self.own_last)
        said = {n: self.of(question, n) for n in heard}
        for no in OBJECTS:
            if no in [*said.values(), *([own] if asked_too else [])]:
                return no
        if on > self.until or self.anew:
            return "expired"
        signed = [n for n in heard if self.worth(n) == "yes" and said[n] == "given"]
        against = [n for n in heard if self.last.get(n) in OBJECTS]
        passed = [n for n in heard if self.worth(n) == "yes" and not said[n] and (question, n) in self.over]
        waited = [n for n in heard if said[n] != "given" and (n not in passed or n in against)]
        by_guardians = alone or (bool(signed) and not (waited if self.everyone else against))
        by_pupil = not asked_too or (own == "given" and self.own_last not in OBJECTS)
        return "given" if by_guardians and by_pupil else "asked"


def _now(said: str, last: str) -> str:
    return last if said == "given" and last in OBJECTS else said


class Consenting(RuleBasedStateMachine):
    """Answers, gezag found out, somebody passed over, a child that leaves, days that go by: the database says what the
    model says."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.today = START
        self.passed: set[tuple[int, int]] = set()

    @initialize(
        gezag=st.lists(st.sampled_from(SAYS), min_size=1, max_size=3), age=st.sampled_from([8, 11, 12, 15, 16]),
        care=st.booleans(), everyone=st.booleans(), days=st.integers(5, 40), until_birthday=st.integers(0, 30),
    )  # fmt: skip
    def ask(self, gezag: list[str], age: int, care: bool, everyone: bool, days: int, until_birthday: int) -> None:
        """The pupil's birthday may come while the question stands."""
        born = (START + timedelta(days=until_birthday)).replace(year=START.year - age)
        self.model = Model(born, care, everyone, START + timedelta(days=days))
        pupil = make_pupil(make_school(), born_on=born)
        self.holder = make_guardian(pupil, "no", relation="gi")
        self.guardians = [make_guardian(pupil, "unknown") for _ in gezag]
        usual = {"asked_on": START, "until": self.model.until, "care": care, "everyone": everyone}
        self.consents = [make_consent(pupil, case_id=1, purpose="talk", **usual) for _question in QUESTIONS]
        with clock.at(START):
            days = {"ends_on": START + timedelta(days=400)}
            self.grants = [make_grant(make_person(), pupil, one, **days) for one in self.consents]
        self.model.gezag = [*["unknown"] * len(gezag), "institution"]
        for number, word in enumerate(gezag):
            self._found(number, word)

    @rule(question=st.sampled_from(QUESTIONS), number=st.integers(0, 3), word=st.sampled_from(["given", *OBJECTS]))
    def a_guardian_says(self, question: int, number: int, word: str) -> None:
        """The institution speaks last of all, whether it decides or not."""
        everybody = [*self.guardians, self.holder]
        if number < len(everybody):
            answer(self.consents[question], everybody[number], word, self.today, answered_at=self._now())
            self.model.said[question, number] = self.model.last[number] = word

    @rule(question=st.sampled_from(QUESTIONS), word=st.sampled_from(["given", *OBJECTS]))
    def the_pupil_says(self, question: int, word: str) -> None:
        say_as_pupil(self.consents[question], word, self.today)
        self.model.own[question] = self.model.own_last = word

    @rule(question=st.sampled_from(QUESTIONS), number=st.integers(0, 2))
    def the_director_passes_over(self, question: int, number: int) -> None:
        """What the command refuses may lie there all the same: it must be worth nothing."""
        if number < len(self.guardians) and (question, number) not in self.passed:
            self.passed.add((question, number))
            one = {"guardian": self.guardians[number], "consent": self.consents[question], "by": make_person()}
            PassedOver.objects.create(**one, reasons="x", on=self.today)
            if (question, number) not in self.model.said:
                self.model.over.add((question, number))

    @precondition(lambda self: self.today < START + timedelta(days=60))
    @rule(days=st.integers(1, 15))
    def days_go_by(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(number=st.integers(0, 2), word=st.sampled_from(SAYS))
    def gezag_is_found_out(self, number: int, word: str) -> None:
        if number < len(self.guardians):
            self._found(number, word)

    @rule(days=st.one_of(st.none(), st.integers(-3, 10)))
    def the_child_leaves_or_is_back(self, days: int | None) -> None:
        """From the day itself nothing is waited for and nothing shared; what was said stays as it was."""
        self.model.left_on = None if days is None else self.today + timedelta(days=days)
        Pupil.objects.filter(pk=self.holder.pupil_id).update(left_on=self.model.left_on)

    @precondition(lambda self: self.today > START and not self.model.anew)
    @rule()
    def the_child_is_enrolled_anew(self) -> None:
        self.model.left_on, self.model.anew = None, True
        Pupil.objects.filter(pk=self.holder.pupil_id).update(left_on=None, returned_on=self.today)

    @invariant()
    def the_database_says_so(self) -> None:
        if not hasattr(self, "consents"):
            return
        with clock.at(self.today):
            here = self.model.here(self.today)
            for question, consent, grant in zip(QUESTIONS, self.consents, self.grants, strict=True):
                alone, word = Consent.objects.filter(pk=consent.pk), self.model.word(question, self.today)
                assert alone.with_word(self.today).get().word == word
                assert alone.live(self.today).exists() == (word == "given")
                assert alone.pending(self.today).exists() == (word == "asked" and here)
                assert Grant.objects.live(self.today).filter(pk=grant.pk).exists() == (word == "given" and here)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def _found(self, number: int, word: str) -> None:
        held: dict[str, Any] = {"education_held_by": None, "care_held_by": None}
        if word.startswith("without"):
            held["care_held_by" if word == "without-care" else "education_held_by"] = self.holder
        gezag = "restricted" if word.startswith("without") else word
        Guardian.objects.filter(pk=self.guardians[number].pk).update(gezag=gezag, **held, **PROVED)
        Guardian.objects.filter(pupil=self.holder.pupil_id).mark_holders()
        self.model.gezag[number] = word

    def _now(self) -> Any:
        with clock.at(self.today):
            return clock.now()
