from django.db import migrations

from caseflow.wall.operations import Walled


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]

    operations = [Walled("notices_notice")]
