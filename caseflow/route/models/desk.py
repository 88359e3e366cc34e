"""The desk's own tables: frozen copies of what was handed over, keyed by SWV, with no key to the school's pupil."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from caseflow.route.hands import at_the_desk
from caseflow.route.models.case import Case
from caseflow.route.ruling import Ruling, SomeoneWasFirst
from caseflow.sop.replies import ANSWERING
from caseflow.sop.vocabulary import Asks, Profession, Reply
from pupils.models import SwvMember


class DeskCaseQuerySet(models.QuerySet["DeskCase"]):
    def update(self, **values: Any) -> int:
        if "state" in values:
            raise TypeError("a desk case's state changes through its transition")
        return super().update(**values)

    def visible_to(self, person: Any) -> Self:
        """What was referred to an SWV that this person works for today; of her own child nothing (own_child.py)."""
        member = SwvMember.objects.current().filter(person=person, swv_id=OuterRef("swv_id"))
        own = Case.objects.filter(referrals__handover=OuterRef("handover"), pupil__guardians__person=person)
        return self.filter(Exists(member), ~Exists(own))

    def with_elsewhere(self) -> Self:
        """Each with `elsewhere`: its school belongs to another SWV by now, so that an answer would reach nobody."""
        ours = Case.objects.filter(referrals__handover=OuterRef("handover"), school__swv=OuterRef("swv_id"))
        return self.annotate(elsewhere=~Exists(ours))


def by_the_school(desk_case: Any, person: Any) -> bool:
    """Whether the person works at the case that the copy was made of."""
    return Case.objects.visible_to(person).filter(referrals__handover=desk_case.handover).exists()


class DeskCase(ConcurrentTransitionMixin, models.Model):
    """One referral as it was handed over: the SWV sees this and nothing else of the child."""

    RECEIVED, ANSWERED, WITHDRAWN = "received", "answered", "withdrawn"
    STATES = [(RECEIVED, _("ontvangen")), (ANSWERED, _("beantwoord")), (WITHDRAWN, _("ingetrokken door de school"))]

    swv_id = models.BigIntegerField(db_index=True)
    handover = models.UUIDField(unique=True)
    state = FSMField(default=RECEIVED, protected=True, choices=STATES)
    received_on = models.DateField()
    decide_by = models.DateField()
    school_name = models.CharField(max_length=200)
    child_name = models.CharField(max_length=200)
    asks = models.CharField(max_length=20, choices=[(str(a), str(a)) for a in Asks])
    question = models.TextField()
    content = models.JSONField()
    reply = models.CharField(max_length=20, blank=True, choices=[(str(r), str(r)) for r in Reply])
    grounds = models.TextField(_("gronden"), blank=True)
    answered_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    gone_on = models.DateField(null=True, blank=True)  # since when the child is no pupil there (telling_desk.py)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = DeskCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("ontvangen verwijzing")

    def __str__(self) -> str:
        return f"desk case {self.pk}"

    @transition(field=state, source=RECEIVED, target=ANSWERED, permission=at_the_desk)
    def answer(self, ruling: Ruling, reply: str, grounds: str, by: Any, on: date) -> None:
        if ruling.act != ANSWERING[Reply(reply)]:
            raise SomeoneWasFirst
        ruling.enforce()  # the copy does not know the school's case, so only the act is compared
        self.reply, self.grounds, self.answered_by, self.answered_on = reply, grounds, by, on

    @transition(field=state, source=RECEIVED, target=WITHDRAWN, permission=by_the_school)
    def withdraw(self, on: date) -> None:
        """The school's case left before an answer came."""
        self.withdrawn_on = on


class ExpertAdvice(models.Model):
    """One expert's own written advice; two of them, never one text of both (Besluit bekostiging WPO, old art. 34.8)."""

    desk_case = models.ForeignKey(DeskCase, on_delete=models.PROTECT, related_name="expert_advices")
    expert = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    profession = models.CharField(_("beroep"), max_length=30, choices=[(str(p), str(p)) for p in Profession])
    text = models.TextField(_("advies"))
    on = models.DateField()

    class Meta:
        verbose_name = _("deskundigenadvies")
        constraints = [models.UniqueConstraint(fields=["desk_case", "expert"], name="one_advice_per_expert")]

    def __str__(self) -> str:
        return f"expert advice {self.pk}"


class Tlv(models.Model):
    """A toelaatbaarheidsverklaring: for sbo without, for so with a funding category; from, until, number."""

    KINDS = [("sbo", _("speciaal basisonderwijs")), ("so", _("speciaal onderwijs"))]
    CATEGORIES = [("laag", _("laag")), ("midden", _("midden")), ("hoog", _("hoog"))]

    desk_case = models.OneToOneField(DeskCase, on_delete=models.PROTECT, related_name="tlv")
    kind = models.CharField(_("voor"), max_length=3, choices=KINDS)
    category = models.CharField(_("categorie"), max_length=6, blank=True, choices=CATEGORIES)
    valid_from = models.DateField(_("geldig van"))
    valid_until = models.DateField(_("geldig tot en met"))
    number = models.CharField(_("nummer"), max_length=40, unique=True)

    class Meta:
        verbose_name = _("TLV")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="sbo", category="") | (models.Q(kind="so") & ~models.Q(category="")),
                name="tlv_category_for_so_only",
            ),
            models.CheckConstraint(condition=models.Q(valid_until__gt=models.F("valid_from")), name="tlv_ends"),
        ]

    def __str__(self) -> str:
        return f"TLV {self.number}"
