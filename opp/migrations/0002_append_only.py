from django.db import migrations

from caseflow.audit.operations import AppendOnly, StandsOnce


class Migration(migrations.Migration):
    """A version stands as it was offered, with its goals: a guardian agreed with that text. So does what she answered."""

    dependencies = [("opp", "0001_initial")]

    operations = [
        AppendOnly("opp_agreement"),
        StandsOnce(
            "opp_handelingsdeel",
            so='{row}."offered_on" IS NOT NULL',
            columns=[
                "id", "opp_id", "number", "support", "deviations", "drawn_up_on", "drawn_up_by_id", "offered_on",
            ],
            settled=["in_force_on", "superseded_on"],
            keys=[
                "id",
                "opp_id number",
                'opp_id WHERE {row}."in_force_on" IS NULL AND {row}."superseded_on" IS NULL',
                'opp_id WHERE {row}."in_force_on" IS NOT NULL AND {row}."superseded_on" IS NULL',
            ],
        ),
        StandsOnce(
            "opp_goal",
            so=(
                'EXISTS (SELECT 1 FROM "opp_handelingsdeel" AS "version" '
                'WHERE "version"."id" = {row}."handelingsdeel_id" AND "version"."offered_on" IS NOT NULL)'
            ),
            closed=True,
        ),
    ]  # fmt: skip
