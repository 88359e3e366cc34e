from django.db import migrations

from caseflow.audit.operations import AddedUntil, AppendOnly, Unchanging


class Migration(migrations.Migration):
    """What a guardian was asked and answered, what the school wrote her, what was held or said in a sociogram, and a SOP with what was said of it.

    Of a question only the day of its reminder changes, and nobody is added to whom it names once somebody answered.
    """

    dependencies = [("pupils", "0001_initial")]

    operations = [
        AppendOnly("pupils_consentanswer"),
        AppendOnly("pupils_pupilanswer"),
        AppendOnly("pupils_informationletter"),
        AppendOnly("pupils_writing"),
        AppendOnly("pupils_writingreply"),
        AppendOnly(
            "pupils_passedover",
            keys=[
                "id", "guardian_id consent_id", "guardian_id handelingsdeel_id", "guardian_id paper_id",
                "guardian_id referral_id",
            ],
        ),
        Unchanging(
            "pupils_consent",
            [
                "id", "pupil_id", "case_id", "item_id", "purpose", "purpose_name", "named", "parts", "care", "everyone",
                "until", "text", "language", "asked_by_id", "asked_on", "sop_version_id",
            ],
            {},
        ),
        AddedUntil(
            "pupils_consent_recipients",
            so=(
                'EXISTS (SELECT 1 FROM "pupils_consentanswer" WHERE "consent_id" = NEW."consent_id") OR '
                'EXISTS (SELECT 1 FROM "pupils_pupilanswer" WHERE "consent_id" = NEW."consent_id")'
            ),
            keys=["id", "consent_id person_id"],
        ),
        AppendOnly("pupils_consent_same_as", keys=["id", "from_consent_id to_consent_id"]),
        Unchanging(
            "pupils_insight",
            ["id", "pupil_id", "kind", "stem", "area", "words", "said_by_id", "said_on"],
            {"ended_on": []},
            but="ended_on IS NOT NULL",
        ),
        Unchanging(
            "pupils_sociogramanswer",
            ["id", "sociogram_id", "pupil_id", "said_on", "recorded_by_id"],
            {"withdrawn_on": []},
            keys=["id", "sociogram_id pupil_id"],
            but="withdrawn_on IS NOT NULL",
        ),
        AppendOnly("pupils_sociogramchoice", keys=["id", "answer_id pupil_id"]),
        Unchanging(
            "pupils_interventionsession",
            ["id", "intervention_id", "day", "reason", "recorded_by_id", "recorded_on"],
            {"withdrawn_on": []},
            keys=["id", "intervention_id day"],
            but="withdrawn_on IS NOT NULL",
        ),
        Unchanging("pupils_talkline", ["id", "point_id", "text", "by_id", "at", "until"], {"withdrawn_on": []}),
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
