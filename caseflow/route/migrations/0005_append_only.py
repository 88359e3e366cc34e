from django.db import migrations

from caseflow.audit.operations import AppendOnly


class Migration(migrations.Migration):
    """A judgement of a limit stays as it was given; the next one takes its place."""

    dependencies = [("route", "0004_limitjudgement")]

    operations = [AppendOnly("route_limitjudgement")]
