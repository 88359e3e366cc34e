from django.db import migrations

from caseflow.wall.operations import Walled


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_any_school")]

    operations = [
        Walled("audit_caseevent"),
        Walled("audit_readrow"),
        Walled("audit_seal"),
        Walled("audit_eventtext", by="event_id", of="audit_caseevent.school_id"),
    ]
