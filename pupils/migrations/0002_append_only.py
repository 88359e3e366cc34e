from django.db import migrations

from caseflow.audit.operations import AppendOnly


class Migration(migrations.Migration):
    """What a guardian answered and what a school adopted stay as they were said."""

    dependencies = [("pupils", "0001_initial")]

    operations = [AppendOnly("pupils_consentanswer"), AppendOnly("pupils_sopversion", keys=["id", "school_id version"])]
