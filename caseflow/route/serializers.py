"""The API's words: a case, the ways out of its step, and what is found of each."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.helpers import lazy_serializer
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from caseflow.route.doors import url_of
from caseflow.route.models import Case
from caseflow.route.presenting import waits_for
from caseflow.route.viewing import View
from caseflow.route.ways import Way
from caseflow.route.wording import sentence
from caseflow.sop.acts import ACTS
from caseflow.sop.rules import Finding, Need
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import Ending, Hand, State
from pupils.errors import MAX_TEXT

PLAIN = {"type": ["boolean", "integer", "string", "null"]}


@dataclass(frozen=True, slots=True)
class Listed:
    """A case beside the SOP by which its step has a name."""

    case: Case
    sop: Sop | None


def role_named(sop: Sop, role: str) -> dict[str, str]:
    return {"key": role, "name": sop.roles[role].name}


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


class Told(serializers.Serializer[Any]):
    # Only tells: commands write. No docstring: it would stand in the API's description of every heir.
    pass


class RoleSerializer(Told):
    key = serializers.CharField()
    name = serializers.CharField(help_text="As the school calls it.")


class SchoolSerializer(Told):
    key = serializers.CharField()
    name = serializers.CharField()


class PupilSerializer(Told):
    id = serializers.IntegerField(source="pk")
    name = serializers.CharField(source="full_name")
    group = serializers.CharField(source="group.name", read_only=True, allow_null=True)


class StepSerializer(Told):
    key = serializers.CharField()
    name = serializers.CharField(help_text="As the school's SOP calls it.")


class TodoSerializer(Told):
    act = serializers.ChoiceField(choices=sorted(ACTS))
    title = serializers.CharField()
    hand = serializers.ChoiceField(choices=[str(hand) for hand in Hand], help_text="Whose hand it needs.")
    waits_for = serializers.CharField(help_text="The same in words.")
    page = serializers.CharField(help_text="Where you do it; empty when it is not yours to do.")


class FindingSerializer(Told):
    """What is found of one requirement. One with `parts` is met when at least `needed` of them are."""

    sentence = serializers.SerializerMethodField()
    met = serializers.BooleanField(allow_null=True, help_text="null: not known, and that is never met.")
    fact = serializers.SerializerMethodField()
    asked = serializers.SerializerMethodField(help_text="The operator of the requirement: is, min, past, …")
    value = serializers.SerializerMethodField(method_name="plain_value")
    cite = serializers.CharField(source="rule.cite")
    why = serializers.SerializerMethodField(help_text="The reason of a choice that is the school's own.")
    floor = serializers.IntegerField(allow_null=True, help_text="The number of the rule of law, if it is one.")
    todo = serializers.SerializerMethodField()
    needed = serializers.SerializerMethodField()
    parts = serializers.SerializerMethodField()

    def get_sentence(self, finding: Finding) -> str:
        return sentence(finding.rule)

    def get_fact(self, finding: Finding) -> str | None:
        return finding.rule.key if isinstance(finding.rule, Need) else None

    def get_asked(self, finding: Finding) -> str | None:
        return finding.rule.op if isinstance(finding.rule, Need) else None

    @extend_schema_field(PLAIN)
    def plain_value(self, finding: Finding) -> Any:
        return plain(finding.value)

    def get_why(self, finding: Finding) -> str:
        return finding.rule.why if isinstance(finding.rule, Need) else ""

    @extend_schema_field(TodoSerializer(allow_null=True))
    def get_todo(self, finding: Finding) -> dict[str, Any] | None:
        rule = finding.rule
        if finding.met or not isinstance(rule, Need) or not rule.todo:
            return None
        act, view = ACTS[rule.todo], self.context["view"]
        page = url_of(view, act.name)
        said = {"act": act.name, "title": _(act.label), "hand": str(act.hand), "page": page}
        return {**said, "waits_for": waits_for(view, act.name)}

    def get_needed(self, finding: Finding) -> int:
        return 1 if isinstance(finding.rule, Need) else finding.rule.n

    @extend_schema_field(lazy_serializer("caseflow.route.serializers.FindingSerializer")(many=True))
    def get_parts(self, finding: Finding) -> list[Any]:
        return list(FindingSerializer(finding.parts, many=True, context=self.context).data)


class ExitSerializer(Told):
    """One way out of the present step, with all that law and school ask of it now."""

    key = serializers.CharField(source="exit.key")
    name = serializers.CharField(source="exit.name")
    act = serializers.CharField(source="ruling.act", help_text="The act by which it is taken.")
    to = serializers.CharField(source="exit.to", allow_null=True, help_text="The step that it leads to.")
    ending = serializers.ChoiceField(source="exit.close", choices=[str(e) for e in Ending], allow_null=True)
    cite = serializers.CharField(source="exit.cite")
    whose = serializers.SerializerMethodField(help_text="The roles that may take it.")
    yours = serializers.BooleanField(help_text="Whether one of these roles is yours towards this pupil.")
    open = serializers.BooleanField(source="ruling.passed", help_text="Whether everything that it asks is met.")
    findings = serializers.SerializerMethodField()
    move = serializers.SerializerMethodField(help_text="Where to POST the move.")

    @extend_schema_field(RoleSerializer(many=True))
    def get_whose(self, way: Way) -> list[dict[str, str]]:
        return [role_named(self.context["view"].sop, role) for role in way.roles]

    @extend_schema_field(FindingSerializer(many=True))
    def get_findings(self, way: Way) -> list[Any]:
        return list(FindingSerializer(way.ruling.findings, many=True, context=self.context).data)

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_move(self, way: Way) -> str:
        case: Case = self.context["view"].case
        return reverse("api:move", args=[case.pk, way.exit.key], request=self.context["request"])


class CaseSerializer(Told):
    """Where one pupil's case stands."""

    id = serializers.IntegerField(source="case.pk")
    url = serializers.SerializerMethodField()
    school = SchoolSerializer(source="case.school")
    pupil = PupilSerializer(source="case.pupil")
    track = serializers.CharField(source="case.track")
    state = serializers.ChoiceField(source="case.state", choices=[str(state) for state in State])
    step = serializers.SerializerMethodField()
    since = serializers.DateField(source="case.step_since")
    visit = serializers.IntegerField(source="case.visits", help_text="Send it back as `seen_visit` with a move.")
    opened_on = serializers.DateField(source="case.opened_on")
    closed_on = serializers.DateField(source="case.closed_on", allow_null=True)
    ending = serializers.CharField(source="case.ending", allow_blank=True)

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, told: Listed | View) -> str:
        return reverse("api:case", args=[told.case.pk], request=self.context["request"])

    @extend_schema_field(StepSerializer)
    def get_step(self, told: Listed | View) -> dict[str, str]:
        step = told.sop.steps.get(told.case.step) if told.sop else None
        return {"key": told.case.step, "name": step.name if step else told.case.step}


class UndoOfferSerializer(Told):
    event = serializers.IntegerField(source="step.number", help_text="Send it back with the undoing.")
    until = serializers.DateTimeField()


class CaseWithExitsSerializer(CaseSerializer):
    """The same, with every way out of its step and what is found of each; none when the case is closed."""

    exits = serializers.SerializerMethodField()
    undo = serializers.SerializerMethodField(help_text="The last step, where you took it and can still undo it.")

    @extend_schema_field(ExitSerializer(many=True))
    def get_exits(self, view: View) -> list[Any]:
        return list(ExitSerializer(self.context["ways"], many=True, context=self.context).data)

    @extend_schema_field(UndoOfferSerializer(allow_null=True))
    def get_undo(self, view: View) -> dict[str, Any] | None:
        offer = self.context["offer"]
        return dict(UndoOfferSerializer(offer).data) if offer and not offer.why else None


class MoveSerializer(serializers.Serializer[Any]):
    """What a move says: `limit` and `instead` only where handelingsverlegenheid is established."""

    seen_visit = serializers.IntegerField(help_text="The `visit` that you saw: a case that moved since is not moved.")
    reason = serializers.CharField(max_length=MAX_TEXT)
    limit = serializers.CharField(required=False, default="", allow_blank=True, help_text="A limit of the SOP.")
    instead = serializers.CharField(
        required=False, default="", allow_blank=True, max_length=MAX_TEXT, help_text="What this child needs instead."
    )


class UndoSerializer(serializers.Serializer[Any]):
    event = serializers.IntegerField(help_text="The `event` of the `undo` that the case showed you.")


class ErrorSerializer(Told):
    code = serializers.CharField()
    detail = serializers.CharField()


class NotYourHandSerializer(ErrorSerializer):
    roles = RoleSerializer(many=True, required=False, help_text="Whose it is; absent when the CSRF token is missing.")


class RefusedSerializer(Told):
    """`refused`: with the findings; `someone_was_first`: the case stands elsewhere by now, read it again;
    `step_stands`: something rests on the step, or its day is over."""

    code = serializers.ChoiceField(choices=["refused", "someone_was_first", "step_stands"])
    detail = serializers.CharField()
    findings = FindingSerializer(many=True, required=False)


class WrongSerializer(Told):
    field = serializers.CharField(allow_blank=True)
    detail = serializers.CharField()


class InvalidSerializer(ErrorSerializer):
    field = serializers.CharField(allow_blank=True, required=False)
    wrong = WrongSerializer(many=True, required=False)
