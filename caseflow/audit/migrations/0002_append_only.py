from django.db import migrations

from caseflow.audit.operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        AppendOnly("audit_caseevent"),
        AppendOnly("audit_readrow"),
        AppendOnly("audit_seal"),
        AppendOnly("audit_eventtext", erasable=True),
    ]
