from django.db import migrations

from caseflow.audit.operations import AppendOnly


class Migration(migrations.Migration):
    """What a guardian answered to a version stays as it was said."""

    dependencies = [("opp", "0001_initial")]

    operations = [AppendOnly("opp_agreement")]
