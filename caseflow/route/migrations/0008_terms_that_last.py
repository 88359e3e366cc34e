"""A term of at least so long says so itself: nobody is late for it, so nobody is reminded of it."""

from typing import Any

import yaml
from django.db import migrations, models

from caseflow.sop.dates import Span


def mark_them(apps: Any, schema_editor: Any) -> None:
    """As the version says under which each began, of the rows that are there."""
    deadlines = apps.get_model("route", "Deadline").objects
    versions = apps.get_model("pupils", "SopVersion").objects
    used = deadlines.filter(rule__startswith="step:").order_by().values("sop_version")
    for pk, text in versions.filter(pk__in=used).values_list("pk", "text"):
        steps = yaml.load(text, Loader=yaml.CSafeLoader)["steps"]
        for key, step in steps.items():
            for clock in step.get("clocks", ()):
                rule = f"step:{key}:{clock['name']}"
                holding = deadlines.filter(sop_version=pk, rule=rule)
                if clock.get("is") in ("at_least", "exact"):
                    _on_its_own_day(holding, Span.parse(clock["within"]))
                if clock.get("is") == "at_least":
                    holding.update(at_least=True)


def _on_its_own_day(holding: Any, within: Span) -> None:
    """No holiday cuts such a term short any more."""
    for term in holding:
        due = within.after(term.started_on)
        holding.filter(pk=term.pk).update(due_on=due, remind_on=Span(3, "weeks").before(due))


class Migration(migrations.Migration):
    dependencies = [("route", "0007_terms_known_by_name"), ("pupils", "0006_involved_by_a_version")]

    operations = [
        migrations.AddField(model_name="deadline", name="at_least", field=models.BooleanField(default=False)),
        migrations.RunPython(mark_them, migrations.RunPython.noop),
    ]
