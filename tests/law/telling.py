"""What the stories of more than one rule of the law do."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test.utils import isolate_apps

from caseflow.route import checks
from caseflow.route.commands import desk
from caseflow.route.models import Item
from tests.law.school import START, Story


def off_the_table(story: Story) -> None:
    item = Item.objects.pending().get(case=story.case)
    item.take_off()
    item.save()


def grant_tlv(story: Story) -> None:
    terms = desk.TlvTerms("sbo", "", START, START + timedelta(days=700), "TLV-1")
    with transaction.atomic():
        desk.answer_referral(
            story.at_desk().pk, reply="tlv_granted", grounds="gewogen", actor=story.world.desk, tlv=terms
        )


def no_column(*names: str, rule: int) -> None:
    """No model has such a column, and the check would say so if one had."""
    assert checks.no_forbidden_field(None) == []
    assert len(list(apps.get_models())) > 20
    for name in names:
        with isolate_apps("caseflow.route") as throwaway, pytest.MonkeyPatch.context() as patch:

            class Leak(models.Model):
                locals()[name] = models.CharField(max_length=9)

                class Meta:
                    app_label = "route"

                def __str__(self) -> str:
                    return "leak"

            patch.setattr(checks, "apps", throwaway)
            found = [(error.id, error.msg) for error in checks.no_forbidden_field(None)]
        assert found == [(f"caseflow.E0{rule}", f"route.Leak.{name} may not be stored (floor rule {rule}).")]
