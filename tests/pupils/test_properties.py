"""Whatever the history, the SQL says what a few lines of plain Python say."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseflow import clock
from caseflow.sop.vocabulary import OWN_GROUPS, SCHOOL_WIDE, RoleKind
from pupils.models import Consent, PassedOver, Pupil
from tests.cast import answer, make_consent, make_group, make_guardian, make_person, make_pupil, make_school, make_staff

TODAY = date(2026, 3, 2)
OBJECTS = ("refused", "withdrawn")
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

gezags = st.lists(st.sampled_from(["yes", "no", "unknown", "restricted"]), max_size=3)
who = st.integers(0, 5)  # a guardian, or whom a court put in charge beside her
answers = st.lists(st.tuples(who, st.sampled_from(["given", *OBJECTS])), max_size=6)
passed = st.sets(who)
days = st.integers(-1, 1)


def says(gezag: list[str]) -> dict[int, str]:
    """What each one's word is worth: a court took it from whoever is restricted, and gave it to the one beside her."""
    own = {number: "no" if word == "restricted" else word for number, word in enumerate(gezag)}
    return own | {number + 3: "yes" for number, word in enumerate(gezag) if word == "restricted"}


def is_live(gezag: dict[int, str], newest: dict[int, str], over: set[int], days_left: int) -> bool:
    """All with gezag gave or were passed over, one at least gave, nobody objects or is unknown and silent."""
    if days_left < 0 or not any(word == "yes" and newest.get(n) == "given" for n, word in gezag.items()):
        return False
    for number, word in gezag.items():
        said = newest.get(number, "")
        if word in ("yes", "unknown") and said in OBJECTS:
            return False
        if word == "unknown" and said != "given":
            return False
        if word == "yes" and said != "given" and number not in over:
            return False
    return True


@few
@given(gezags, answers, passed, days)
def test_a_consent_is_live_exactly_when_it_should_be(db, gezag, said, over, days_left):
    with clock.at(TODAY):
        pupil = make_pupil(make_school())
        guardians = {number: make_guardian(pupil, word) for number, word in enumerate(gezag)}
        held = {n + 3: one.education_held_by for n, one in guardians.items() if one.education_held_by}
        guardians |= held
        consent = make_consent(pupil, asked_on=TODAY - timedelta(days=30), until=TODAY + timedelta(days=days_left))
        newest = {}
        for place, (number, word) in enumerate(said):
            if number in guardians:
                answer(consent, guardians[number], word, TODAY - timedelta(days=20 - place))
                newest[number] = word
        for number in over & guardians.keys():
            usual = {"consent": consent, "by": make_person(), "reasons": "x", "on": TODAY}
            PassedOver.objects.create(guardian=guardians[number], **usual)
        alone = Consent.objects.filter(pk=consent.pk)
        assert alone.live(TODAY).exists() == is_live(says(gezag), newest, over, days_left)
        assert alone.live(TODAY).count() + alone.pending(TODAY).count() <= 1
        assert not alone.live(TODAY).objected(TODAY).exists()


role = st.tuples(
    st.integers(0, 1),  # which school
    st.sampled_from(RoleKind),
    st.sets(st.integers(0, 3)),  # which groups: two of each school
    st.integers(-2, 1),  # first day, from today
    st.none() | st.integers(-2, 1),  # last day
)
left = st.lists(st.none() | days, min_size=6, max_size=6)  # of each child the first day without her, from today


@few
@given(st.lists(role, max_size=4), left)
def test_staff_reach_exactly_what_their_roles_of_today_say(db, roles, left):
    """Of a child that left who sees the whole school alone, from the day itself on; nobody acts by an old hand-over."""
    with clock.at(TODAY):
        schools = [make_school(), make_school()]
        groups = [make_group(schools[number // 2]) for number in range(4)]
        pupils = [make_pupil(group.school, group) for group in groups] + [make_pupil(school) for school in schools]
        for pupil, day in zip(pupils, left, strict=True):
            pupil.left_on = None if day is None else TODAY + timedelta(days=day)
            pupil.save()
        person, expected = make_person(), set()
        for at, kind, own, first, last in roles:
            ends_on = None if last is None else TODAY + timedelta(days=last)
            starts_on = TODAY + timedelta(days=first)
            bound = [groups[number] for number in own]
            make_staff(schools[at], kind, *bound, person=person, starts_on=starts_on, ends_on=ends_on)
            if first > 0 or (last is not None and last < 0):
                continue
            for pupil in pupils:
                whole, here = kind in SCHOOL_WIDE, pupil.left_on is None or pupil.left_on > TODAY
                own_group = kind in OWN_GROUPS and pupil.group in bound and here
                if pupil.school == schools[at] and (whole or own_group):
                    expected.add(pupil.pk)
        assert set(Pupil.objects.visible_to(person).values_list("pk", flat=True)) == expected
