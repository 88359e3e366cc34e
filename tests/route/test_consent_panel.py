"""What the case page says of a question to the guardians, as far as it was answered."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.route.commands.consent import answer_consent
from caseflow.sop.vocabulary import RoleKind
from tests.cast import make_guardian
from tests.route.stories import asked, crescendo, sign_in

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 7)


def said_of(world: Any, case: Any) -> str:
    page = sign_in(world.of_kind(RoleKind.IB_ER)).get(reverse("route:case", args=[case.pk])).content.decode()
    return page[page.index('id="consents"') :].partition("</section>")[0]


def test_half_an_answer_is_told_as_half_and_a_no_holds_until_nothing():
    with clock.at(DAY):
        world = crescendo()
        first = world.guardians[0]
        second = make_guardian(world.pupil, "yes")
        case, _item, consent = asked(world)
        assert "geldt tot en met" in said_of(world, case)
        answer_consent(consent.pk, answer="given", actor=first.person)
        assert "nog niet iedereen antwoordde" in said_of(world, case)
        answer_consent(consent.pk, answer="refused", actor=second.person)
        told = said_of(world, case)
        assert "Gevraagd op 7 september 2026." in told
        assert "geldt tot en met" not in told
