from django.db import migrations

from caseflow.wall.operations import Walled


class Migration(migrations.Migration):
    dependencies = [("notices", "0005_staff_invited")]

    operations = [Walled("notices_notice")]
