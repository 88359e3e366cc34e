from django.db import migrations

from caseflow.audit.operations import AppendOnly


class Migration(migrations.Migration):
    """What a guardian signed or added to a document, and how a limit was judged, stays as it was said."""

    dependencies = [("route", "0004_any_school")]

    operations = [
        AppendOnly("route_paperanswer"),
        AppendOnly("route_paperreaction"),
        AppendOnly("route_limitjudgement"),
    ]
