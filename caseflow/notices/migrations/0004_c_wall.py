from django.db import migrations

from caseflow.wall.operations import Walled


class Migration(migrations.Migration):
    dependencies = [("notices", "0003_asked_again")]

    operations = [Walled("notices_notice")]
