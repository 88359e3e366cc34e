"""A step's own terms are known by name: the place at which a version lists them says nothing in the next one."""

from typing import Any

from django.db import migrations, models
from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Concat


def name_them(apps: Any, schema_editor: Any) -> None:
    """Of two that run under one name in one step the first is it; the other runs out under its old rule."""
    deadlines = apps.get_model("route", "Deadline").objects
    for rule in sorted(set(deadlines.filter(rule__startswith="step:").values_list("rule", flat=True))):
        step, _sep, place = rule.removeprefix("step:").partition(":")
        if not place.isdecimal():
            continue
        named = Concat(Value(f"step:{step}:"), "name")
        other = deadlines.filter(case=OuterRef("case"), rule=OuterRef("named"), met_on=None, stopped_on=None)
        here = deadlines.filter(rule=rule).annotate(named=named)
        over = here.exclude(met_on=None, stopped_on=None)
        free = here.filter(~Exists(other), met_on=None, stopped_on=None)
        for rows in (over, free):
            deadlines.filter(pk__in=rows.values("pk")).update(rule=named)


class Migration(migrations.Migration):
    dependencies = [("route", "0006_track_proposal")]

    operations = [
        migrations.AlterField(model_name="deadline", name="rule", field=models.CharField(max_length=260)),
        migrations.RunPython(name_them, migrations.RunPython.noop),
    ]
