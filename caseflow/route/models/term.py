"""Terms and tasks: every promise of a day is a row with an owner, and so is everything that waits for somebody."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from caseflow import clock
from caseflow.route.models.case import Case
from pupils.models import School, SopVersion
from pupils.models.pupil import here

RUNNING = Q(met_on=None, stopped_on=None)
#: By whose word a question for consent is stopped: the kind of task for a refusal, and for a yes that was taken back.
AFTER_NO_OF_GUARDIAN = ("consent_refused", "consent_withdrawn")
AFTER_NO_OF_PUPIL = ("pupil_refused", "pupil_withdrew")
AFTER_CONSENT = (*AFTER_NO_OF_GUARDIAN, *AFTER_NO_OF_PUPIL)


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def running(self) -> Self:
        return self.filter(RUNNING)

    def pressing(self) -> Self:
        """Of those that run the ones that somebody can be late for: of a child that left nobody is."""
        return self.running().filter(here(clock.today(), "case__pupil__"), at_least=False)

    def visible_to(self, person: Any) -> Self:
        return self.filter(Exists(Case.objects.visible_to(person).filter(pk=OuterRef("case_id"))))


class Deadline(models.Model):
    """A clock: opened by the event that starts it, dated by one pure function, met or stopped by another act.

    `rule` is a word of the law ("opp_within", "opp_evaluation", "desk_answer"), "step:<step>:<name>", "body:<body>" or
    "arrangement:<key>:<number>".
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deadlines")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=260)
    name = models.CharField(max_length=200)
    owner_role = models.CharField(max_length=50)
    meets = models.CharField(max_length=50)
    started_by = models.BigIntegerField()  # the event; a plain number, since events outlive everything
    started_on = models.DateField()
    due_on = models.DateField()
    remind_on = models.DateField()
    extended_to = models.DateField(null=True, blank=True)
    last_on = models.GeneratedField(
        expression=Coalesce("extended_to", "due_on"), output_field=models.DateField(), db_persist=True
    )
    at_least = models.BooleanField(default=False)  # until then the case stays; nobody is late after it
    met_on = models.DateField(null=True, blank=True)
    stopped_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    escalated_on = models.DateField(null=True, blank=True)
    sop_version = models.ForeignKey(SopVersion, on_delete=models.PROTECT, related_name="+")

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("termijn")
        constraints = [
            models.UniqueConstraint(fields=["case", "rule"], condition=RUNNING, name="one_running_clock_per_rule")
        ]
        indexes = [
            models.Index(fields=["school", "last_on"], condition=RUNNING, name="running_by_day"),
            # The watch's own two questions, of the whole country at once: so by day, and only of what still waits.
            models.Index(fields=["remind_on"], condition=RUNNING & Q(reminded_on=None), name="term_to_remind_of"),
            models.Index(fields=["last_on"], condition=RUNNING & Q(escalated_on=None), name="term_to_escalate"),
        ]

    def __str__(self) -> str:
        return f"deadline {self.pk}"

    @property
    def last_day(self) -> date:
        """What the database will make of `last_on`, also of a row that is not stored yet."""
        return self.extended_to or self.due_on


class Task(models.Model):
    """Something that waits for a role of the school; `kind` is a word, the page to go to follows from it."""

    KINDS = [
        ("consent_withdrawn", _("Een ouder trok de toestemming in: bespreek met de ouders wat nu")),
        ("consent_refused", _("Een ouder zei nee: bekijk samen wat wel kan")),
        ("pupil_withdrew", _("De leerling zelf trok het ja in: bespreek samen wat nu")),
        ("pupil_refused", _("De leerling zelf zei nee: bekijk samen wat wel kan")),
        ("handelingsdeel_refused", _("Een ouder heeft bezwaar tegen het handelingsdeel: ga in gesprek")),
        ("document_refused", _("Een ouder zei nee tegen een document: ga in gesprek")),
        ("referral_refused", _("Een ouder zei nee tegen de verwijzing: ga in gesprek")),
        ("document_reaction", _("Een ouder voegde een reactie toe aan een document: lees die")),
        ("flag", _("Signaal handelingsverlegenheid: bekijk het bewijs en bespreek het met de ouders")),
        ("place_free", _("Een collega kan niet meer bij een geplande bespreking zijn: kijk wie er nu komt")),
        (
            "outsider_gone",
            _("Iemand van buiten komt niet meer: vertel het de ouders, en kijk wie er nu komt"),
        ),
        ("handed_on", _("Een collega droeg deze casus over: lees wat erbij staat")),
        ("plan_again", _("Er is nu toch toestemming: plan het gesprek opnieuw, als dat nog nodig is")),
        ("tell_guardian", _("Het gezag van een ouder veranderde: vertel deze ouder zelf wat dat nu betekent")),
        ("decided", _("Besloten aan tafel: doe wat is afgesproken")),
        ("minutes_reaction", _("Een ouder voegde een reactie toe aan een verslag: lees die")),
        ("opp_dates", _("Neem begin- en einddatum van het OPP over in de leerlingadministratie")),
    ]

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=40, choices=KINDS)
    owner_role = models.CharField(max_length=50)
    because = models.BigIntegerField()  # the event that made it
    on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    decision = models.OneToOneField(
        "route.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="task"
    )

    class Meta:
        verbose_name = _("taak")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "because"], condition=Q(decision=None), name="one_task_per_event"
            )
        ]

    def __str__(self) -> str:
        return f"task {self.pk}"

    @property
    def title(self) -> str:
        """What is to be done, in words; of a decision the words of the table."""
        if self.decision is None:
            return self.get_kind_display()
        return _("Besloten aan tafel: %(what)s") % {"what": self.decision.name}

    @property
    def due_on(self) -> date | None:
        return self.decision.due_on if self.decision else None
