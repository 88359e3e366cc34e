import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Empty is "by none yet": the first night makes it right for each school."""

    dependencies = [("pupils", "0005_versions_are_kept")]

    operations = [
        migrations.AddField(
            model_name="school",
            name="involved_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pupils.sopversion",
            ),
        ),
    ]
