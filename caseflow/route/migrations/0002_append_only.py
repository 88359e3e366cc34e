from django.db import migrations

from caseflow.audit.operations import AppendOnly, StandsOnce


class Migration(migrations.Migration):
    """What was signed or said about a document, and how a limit was judged, stay as they were said.

    So does the document itself, in all its parts, from the moment that it is laid before the guardians.
    """

    dependencies = [("route", "0001_initial")]

    operations = [
        AppendOnly("route_paperanswer"),
        AppendOnly("route_paperreaction"),
        AppendOnly("route_limitjudgement"),
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
    ]  # fmt: skip
