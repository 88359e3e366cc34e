import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from caseflow.audit.operations import Unchanging


class Migration(migrations.Migration):
    """A SOP's text, and what MR and board said of it, stay as they were said."""

    dependencies = [("pupils", "0004_versions_had_a_life")]

    operations = [
        migrations.AlterField("sopversion", "uploaded_on", models.DateField()),
        migrations.AlterField(
            "sopversion",
            "uploaded_by",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.RemoveConstraint(
            model_name='sopversion',
            name='one_sop_of_a_version',
        ),
        migrations.AddIndex(
            model_name='sopversion',
            index=models.Index(fields=['digest'], name='sop_by_digest'),
        ),
        migrations.AddIndex(
            model_name='sopversion',
            index=models.Index(condition=models.Q(('moves_due', True)), fields=['first_day'], name='sop_with_moves_due'),
        ),
        migrations.AddConstraint(
            model_name='sopversion',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'dropped'), _negated=True), fields=('school', 'version'), name='one_sop_of_a_version'),
        ),
        migrations.AddConstraint(
            model_name='sopversion',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'before_mr', 'adopted', 'published', 'dropped'])), name='sop_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='sopversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('adopted_on', None), ('state__in', ['draft', 'before_mr', 'dropped'])), models.Q(('adopted_on__isnull', False), ('state__in', ['adopted', 'published']), models.Q(('adopted_by', ''), _negated=True)), _connector='OR'), name='sop_adopted_on_a_day_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='sopversion',
            constraint=models.CheckConstraint(condition=models.Q(('published_on', None), ('published_on__gte', models.F('adopted_on')), _connector='OR'), name='sop_published_after_adoption'),
        ),
        Unchanging(
            "pupils_sopversion",
            ["id", "school_id", "version", "text", "digest", "first_day", "uploaded_on", "uploaded_by_id", "instead_of_id"],
            {
                "adopted_on": [
                    "asked_on", "asked_by_id", "advice", "advised_on", "advised_by", "advice_text", "adopted_by",
                    "adoption_recorded_by_id",
                ],
                "published_on": ["published_by_id"],
                "dropped_on": ["dropped_by_id", "state"],
            },
            keys=["id", "school_id version"],
            but="state = 'dropped'",
        ),
    ]  # fmt: skip
