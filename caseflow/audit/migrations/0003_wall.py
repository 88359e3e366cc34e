from django.db import migrations

from caseflow.wall.operations import Walled


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]

    operations = [
        Walled("audit_caseevent"),
        Walled("audit_readrow"),
        Walled("audit_seal"),
        Walled("audit_eventtext", by="event_id", of="audit_caseevent.school_id"),
    ]
