from django.db import migrations, models

from caseflow.audit.operations import AppendOnly


class Migration(migrations.Migration):
    """An event may be of a school alone, as when its SOP is adopted; SQLite rebuilt the table without its guards."""

    dependencies = [("audit", "0002_append_only")]

    operations = [
        migrations.AlterField("caseevent", "pupil_id", models.BigIntegerField(null=True)),
        AppendOnly("audit_caseevent", keys=["id", "chain number"]),
    ]
