"""What is talked over: a meeting, a case's item on it, who is invited, who was told, and the advice that came of it."""

import uuid
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from caseflow import clock
from caseflow.route.hands import by_hand
from caseflow.route.models.case import Case
from caseflow.route.ruling import Ruling
from caseflow.route.when import hours_told, when_told
from pupils.models import SIGNERS, Consent, Grant, Guardian, School
from pupils.models.pupil import here

AS_GUARDIAN = gettext_noop("ouder of verzorger")  # for whom somebody sits at a table who has no role at the school


class Meeting(models.Model):
    """A day on which a step's table comes together, for one or more cases."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=50)
    on = models.DateField(_("datum"))

    class Meta:
        verbose_name = _("bespreking")
        constraints = [models.UniqueConstraint(fields=["school", "step", "on"], name="one_meeting_a_step_and_day")]

    def __str__(self) -> str:
        return f"meeting {self.pk}"


class ItemQuerySet(models.QuerySet["Item"]):
    """Items follow their case; someone from outside comes to an item only by an invitation and a live grant."""

    def update(self, **values: Any) -> int:
        if "state" in values:
            raise TypeError("an item's state changes through its transition")
        return super().update(**values)

    def visible_to(self, person: Any) -> Self:
        return self.filter(Exists(Case.objects.visible_to(person).filter(pk=OuterRef("case_id"))))

    def for_guardian(self, person: Any) -> Self:
        """What was held and its minutes approved, with the advices, for who may read the file as a guardian."""
        own = Exists(Case.objects.for_guardian(person).filter(pk=OuterRef("case_id")))
        return self.filter(own, state=Item.HELD, approved_on__isnull=False)

    def shared_with(self, person: Any) -> Self:
        """Items on which someone from outside is invited, shared, and whose consent still lives."""
        grant = Grant.objects.live(clock.today()).filter(person=person, item_id=OuterRef("pk"))
        return self.filter(Exists(grant), state__in=(Item.ON_AGENDA, Item.HELD))

    def under(self, consent: Consent) -> Self:
        """Those that a question is about: for its purpose, with somebody whom it names, or either names nobody."""
        outside = Invitation.objects.filter(item=OuterRef("pk"), outsider=True)
        named = consent.recipients.values("pk")
        about = Exists(outside.filter(person__in=named)) | ~Exists(outside) | ~Exists(named)
        return self.filter(about, case=consent.case_id, purpose=consent.purpose)

    def unheld(self) -> Self:
        """Neither held nor taken off."""
        return self.filter(state__in=(Item.WANTED, Item.ON_AGENDA))

    def pending(self) -> Self:
        """Still to come: of a child that left nothing is, also where it was not taken off yet."""
        return self.unheld().filter(here(clock.today(), "case__pupil__"))


class Item(ConcurrentTransitionMixin, models.Model):
    """One case on one table, or one question to somebody outside: wanted → on the agenda → held, or taken off."""

    WANTED, ON_AGENDA, HELD, TAKEN_OFF = "wanted", "on_agenda", "held", "taken_off"
    STATES = [
        (WANTED, _("gewenst")),
        (ON_AGENDA, _("op de agenda")),
        (HELD, _("gehouden")),
        (TAKEN_OFF, _("van de agenda")),
    ]
    KINDS = [
        ("hold_meeting", _("Bespreken")),
        ("ask_information", _("Informatie opvragen")),
        ("order_examination", _("Onderzoek laten doen")),
    ]

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="items")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=20, choices=KINDS, default="hold_meeting")
    state = FSMField(default=WANTED, protected=True, choices=STATES)
    visit = models.PositiveIntegerField()
    question = models.TextField(_("vraag"))
    purpose = models.CharField(max_length=50, blank=True)
    care = models.BooleanField(default=False)  # whether that purpose is care: whose say in it counts
    planned_on = models.DateField()
    begins = models.TimeField(_("begint om"), null=True, blank=True)
    lasts = models.PositiveSmallIntegerField(_("duurt"), null=True, blank=True)  # minutes
    # By what calendars know it, how often it changed there, and when last.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=clock.now, editable=False)
    taken_off_on = models.DateField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    pupil_invited_on = models.DateField(null=True, blank=True)
    pupil_missed = models.BooleanField(default=False)
    minutes = models.TextField(_("verslag"), blank=True)  # a draft until they are approved
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision = models.CharField(max_length=120, blank=True)  # the exit that the table chose
    without_guardians_on = models.DateField(null=True, blank=True)
    without_guardians = models.TextField(_("waarom zonder de ouders"), blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("agendapunt")
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=("wanted", "on_agenda")), name="one_pending_item_per_case"
            ),
            models.CheckConstraint(
                condition=Q(begins=None, lasts=None) | Q(begins__isnull=False, lasts__isnull=False, lasts__gt=0),
                name="slot_begins_and_lasts",
            ),
        ]

    def __str__(self) -> str:
        return f"item {self.pk}"

    @property
    def hours(self) -> str:
        """From when to when, in words; "" where only the day is known."""
        return hours_told(self.begins, self.lasts)

    @property
    def when(self) -> str:
        return when_told(self.planned_on, self.begins, self.lasts)

    def change(self) -> None:
        """What calendars hold of it is no longer so: the next they hear goes before what they heard."""
        self.sequence += 1
        self.changed_at = clock.now()

    @transition(field=state, source=WANTED, target=ON_AGENDA, permission=by_hand("share"))
    def share(self, ruling: Ruling) -> None:
        """Those invited from outside may read themselves in."""
        ruling.require(self.case_id, "share")

    @transition(field=state, source=[WANTED, ON_AGENDA], target=HELD, permission=by_hand("hold_meeting"))
    def hold(self, ruling: Ruling, on: date, minutes: str, decision: str = "") -> None:
        ruling.require(self.case_id, self.kind)
        self.held_on, self.minutes, self.decision = on, minutes, decision

    @transition(field=state, source=[WANTED, ON_AGENDA], target=TAKEN_OFF, permission=by_hand("plan_item"))
    def take_off(self) -> None:
        """Off the agenda: consent was withdrawn or the case moved on; it moves no case."""
        self.taken_off_on = clock.today()
        self.change()


#: Of an invitation: whether the guardian who holds it has a say in what the talk is about.
SAY_IN_IT = Q(item__care=False, guardian__say__in=SIGNERS) | Q(item__care=True, guardian__say_in_care__in=SIGNERS)


class Invitation(models.Model):
    """One person asked to one item; an outsider is shared nothing before consent.

    `also` are the other roles of the table that she holds, each with its name as it was then.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    guardian = models.ForeignKey(Guardian, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=50)
    role_name = models.CharField(max_length=200)
    also = models.JSONField(default=dict, blank=True)
    outsider = models.BooleanField(default=False)
    required = models.BooleanField(default=False)
    invited_on = models.DateField()
    shared_on = models.DateField(null=True, blank=True)
    missed = models.BooleanField(default=False)  # was not there, as the chair wrote down (presence.py)

    class Meta:
        verbose_name = _("uitnodiging")
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="one_invitation_per_person_and_item")]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def seats(self) -> dict[str, str]:
        """Every role of the table in which she comes, by name."""
        return {self.role: self.role_name, **self.also}

    @property
    def is_over(self) -> bool:
        """Of a guardian who comes as that alone, and has no say in what is the school's any more."""
        return self.role == "guardian" and self.guardian is not None and self.guardian.say not in SIGNERS


class Advice(models.Model):
    """One advice by one person on one item, never merged with another's."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="advices")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(_("wie adviseert"), max_length=200)
    text = models.TextField(_("advies"))
    on = models.DateField()
    absent = models.BooleanField(_("was er niet bij"), default=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("advies")

    def __str__(self) -> str:
        return f"advice {self.pk}"


class Told(models.Model):
    """A guardian was told, or talked with about, what the school is about to do; it belongs to a visit of a step."""

    KINDS = [("informed", _("ingelicht")), ("talked", _("gesproken"))]

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="told")
    guardian = models.ForeignKey(Guardian, on_delete=models.PROTECT, related_name="+")
    visit = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=KINDS, default="informed")
    on = models.DateField()
    how = models.CharField(_("hoe"), max_length=200)

    class Meta:
        verbose_name = _("mededeling")
        constraints = [models.UniqueConstraint(fields=["case", "guardian", "visit", "kind"], name="told_once_a_visit")]

    def __str__(self) -> str:
        return f"told {self.pk}"
