from django.db import migrations

from caseflow.audit.operations import AppendOnly, StandsOnce


class Migration(migrations.Migration):
    """What was signed or said about a document or referral, how a limit was judged and what a table noted or advised, stay.

    So does the document itself, in all its parts, from the moment that it is laid before the guardians; and the minutes of a talk
    with what it decided, once its chair approved them.
    """

    dependencies = [("route", "0001_initial")]

    operations = [
        AppendOnly("route_paperanswer"),
        AppendOnly("route_paperreaction"),
        AppendOnly("route_limitjudgement"),
        AppendOnly("route_addition"),
        AppendOnly("route_advice"),
        AppendOnly("route_minutesreaction"),
        AppendOnly("route_coming"),
        AppendOnly("route_referralseen"),
        AppendOnly("route_note", keys=["id", "item_id role version"]),
        StandsOnce(
            "route_paper",
            so='{row}."laid_on" IS NOT NULL',
            columns=[
                "id", "case_id", "key", "name", "signature", "visit", "number", "previous_id", "started_on", "ready_on",
                "laid_on",
            ],
            keys=["id", "case_id key visit number", 'case_id key visit WHERE {row}."replaced_on" IS NULL'],
        ),
        StandsOnce(
            "route_papersection",
            so=(
                'EXISTS (SELECT 1 FROM "route_paper" AS "paper" '
                'WHERE "paper"."id" = {row}."paper_id" AND "paper"."laid_on" IS NOT NULL)'
            ),
            keys=["id", "paper_id key"],
            closed=True,
        ),
        StandsOnce(
            "route_item",
            so='{row}."approved_on" IS NOT NULL',
            columns=[
                "id", "case_id", "meeting_id", "kind", "state", "visit", "question", "planned_on", "held_on", "minutes",
                "decision", "approved_on", "approved_by_id",
            ],
            keys=["id", "uid", "case_id WHERE {row}.\"state\" IN ('wanted', 'on_agenda')"],
        ),
        StandsOnce(
            "route_decision",
            so=(
                'EXISTS (SELECT 1 FROM "route_item" AS "item" '
                'WHERE "item"."id" = {row}."item_id" AND "item"."approved_on" IS NOT NULL)'
            ),
            keys=["id", "item_id exit"],
            closed=True,
        ),
    ]  # fmt: skip
