from django.db import migrations

from caseflow.audit.operations import AppendOnly


class Migration(migrations.Migration):
    """What a guardian signed, and what she added to a document, stays as it was said."""

    dependencies = [("route", "0004_any_school")]

    operations = [AppendOnly("route_paperanswer"), AppendOnly("route_paperreaction")]
