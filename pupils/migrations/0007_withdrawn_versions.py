from typing import Any

from django.db import migrations, models

from caseflow.audit.operations import NoLongerUnchanging, Unchanging

#: As 0005 guards them; SQLite makes a table anew for another constraint, and leaves its triggers behind.
KEPT: dict[str, Any] = {
    "table": "pupils_sopversion",
    "columns": [
        "id", "school_id", "version", "text", "digest", "first_day", "uploaded_on", "uploaded_by_id", "instead_of_id",
    ],
    "settled": {
        "adopted_on": [
            "asked_on", "asked_by_id", "advice", "advised_on", "advised_by", "advice_text", "adopted_by",
            "adoption_recorded_by_id",
        ],
        "published_on": ["published_by_id"],
        "dropped_on": ["dropped_by_id", "state"],
    },
    "keys": ["id", "school_id version"],
    "but": "state = 'dropped'",
}  # fmt: skip


class Migration(migrations.Migration):
    """An adopted version may be withdrawn until its first day; what was recorded of it stays."""

    dependencies = [("pupils", "0006_involved_by_a_version")]

    operations = [
        NoLongerUnchanging(**KEPT),
        migrations.RemoveConstraint(model_name="sopversion", name="sop_adopted_on_a_day_by_somebody"),
        migrations.AddConstraint(
            model_name="sopversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("adopted_on", None), ("state__in", ["draft", "before_mr", "dropped"])),
                    models.Q(
                        ("adopted_on__isnull", False),
                        ("state__in", ["adopted", "published", "dropped"]),
                        models.Q(("adopted_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="sop_adopted_on_a_day_by_somebody",
            ),
        ),
        Unchanging(**KEPT),
    ]
