from django.db import migrations

from caseflow.audit.operations import AppendOnly


class Migration(migrations.Migration):
    """What was signed or said about a document, and how a limit was judged, stay as they were said."""

    dependencies = [("route", "0001_initial")]

    operations = [
        AppendOnly("route_paperanswer"),
        AppendOnly("route_paperreaction"),
        AppendOnly("route_limitjudgement"),
    ]
