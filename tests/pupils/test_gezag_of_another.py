"""What is recorded of one guardian may take the say from another, who held for her what a court took (domain §1.7)."""

from datetime import timedelta

import pytest

from caseflow import clock
from pupils.commands.gezag import Shown, record_gezag
from pupils.errors import Invalid
from pupils.models import Consent
from tests.cast import answer, make_consent
from tests.pupils.test_gezag import COURT, REGISTER, TODAY, Home, _day, home, says

__all__ = ["_day", "home"]
pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=1)


def in_charge(home: Home) -> None:
    """A court took school and care from the mother and gave them to the institution, which says no to something."""
    record_gezag(home.gi.pk, "no", REGISTER, actor=home.director)
    held = {"education_held_by": home.gi.pk, "care_held_by": home.gi.pk}
    record_gezag(home.mother.pk, "restricted", COURT, **held, actor=home.director)
    answer(make_consent(home.pupil), home.gi, "refused")


@pytest.mark.parametrize(
    ("gezag", "shown", "held", "who", "field"),
    [
        ("yes", Shown(proof="certificate", on=LATER, seen="akte"), {}, "director", "proof"),
        ("yes", Shown(proof="declared", on=LATER), {}, "director", "proof"),
        ("yes", Shown(proof="register", on=LATER, seen="uittreksel"), {}, "ib_er", ""),
        ("yes", COURT, {}, "director", "proof_on"),
        ("restricted", Shown(proof="court", on=LATER, seen="x"), {"care_held_by": "gi"}, "ib_er", ""),
        ("restricted", Shown(proof="court", on=LATER, seen="x"), {"education_held_by": "father"}, "ib_er", ""),
        ("no", Shown(proof="court", on=LATER, seen="x"), {}, "ib_er", ""),
    ],
)
def test_an_objection_is_not_lifted_by_what_is_recorded_of_another(
    home: Home, gezag: str, shown: Shown, held: dict, who: str, field: str
) -> None:
    """The mother never said no herself; the institution's no goes with what it holds for her."""
    in_charge(home)
    holders = {name: getattr(home, one).pk for name, one in held.items()}
    with clock.at(LATER):
        with pytest.raises(Invalid) as refused:
            record_gezag(home.mother.pk, gezag, shown, **holders, actor=getattr(home, who))
        assert refused.value.field == field
        assert says(home.gi) == ("yes", "yes")
        assert Consent.objects.objected(LATER).exists()


def test_the_paper_of_the_same_day_lifts_it_neither(home: Home) -> None:
    in_charge(home)
    with pytest.raises(Invalid) as refused:
        record_gezag(home.mother.pk, "yes", COURT, actor=home.director)
    assert refused.value.field == "proof_on"


def test_the_director_lifts_it_with_another_paper(home: Home) -> None:
    in_charge(home)
    with clock.at(LATER):
        record_gezag(home.mother.pk, "yes", Shown(proof="court", on=LATER, seen="beschikking"), actor=home.director)
    assert says(home.gi) == ("no", "no")


def test_who_keeps_her_own_say_holds_up_nothing(home: Home) -> None:
    """The father has gezag himself: that he held what is given back to the mother changes nothing for his no."""
    record_gezag(home.father.pk, "yes", REGISTER, actor=home.ib_er)
    record_gezag(home.mother.pk, "restricted", COURT, education_held_by=home.father.pk, actor=home.ib_er)
    answer(make_consent(home.pupil), home.father, "refused")
    with clock.at(LATER):
        record_gezag(home.mother.pk, "yes", Shown(proof="certificate", on=LATER, seen="akte"), actor=home.ib_er)
    assert says(home.father) == ("yes", "yes")
