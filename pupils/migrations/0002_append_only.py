from django.db import migrations

from caseflow.audit.operations import AppendOnly, Unchanging


class Migration(migrations.Migration):
    """What a guardian answered, what the school wrote her, what was held, and a SOP with what was said of it stay."""

    dependencies = [("pupils", "0001_initial")]

    operations = [
        AppendOnly("pupils_consentanswer"),
        AppendOnly("pupils_pupilanswer"),
        AppendOnly("pupils_informationletter"),
        Unchanging(
            "pupils_interventionsession",
            ["id", "intervention_id", "day", "reason", "recorded_by_id", "recorded_on"],
            {"withdrawn_on": []},
            keys=["id", "intervention_id day"],
            but="withdrawn_on IS NOT NULL",
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
