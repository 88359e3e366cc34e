from django.db import migrations

from caseflow.audit.operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        AppendOnly("audit_caseevent", keys=["id", "chain number"]),
        AppendOnly("audit_readrow"),
        AppendOnly("audit_seal", keys=["id", "school_id on"]),
        AppendOnly("audit_eventtext", keys=["event_id"], erasable=True),
    ]
