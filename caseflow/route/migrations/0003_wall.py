"""Every row of a school behind the wall. The desk's copies are of two: of the samenwerkingsverband, and of who sent them."""

from django.db import migrations

from caseflow.wall.operations import Walled, WalledIf, of_swvs

# A copy has no key to the school, so whether she sent it is asked of the referral, which stands behind its own wall.
# There are few of them, and each is reached by its number or its handover: such a look costs little here.
COPY = f"{of_swvs('swv_id')} OR EXISTS (SELECT FROM route_referral sent WHERE sent.handover = route_deskcase.handover)"


def with_its_copy(table: str) -> WalledIf:
    seen = f"EXISTS (SELECT FROM route_deskcase copy WHERE copy.id = {table}.desk_case_id)"
    return WalledIf(table, seen, words=("route_deskcase", "desk_case_id"))


class Migration(migrations.Migration):
    dependencies = [("route", "0002_append_only"), ("pupils", "0003_wall")]

    operations = [
        Walled("route_case"),
        Walled("route_deadline"),
        Walled("route_meeting"),
        Walled("route_trackproposal"),
        Walled("route_arrangementbudget"),
        Walled("route_addition", by="case_id", of="route_case.school_id"),
        Walled("route_arrangement", by="case_id", of="route_case.school_id"),
        Walled("route_bodyquestion", by="case_id", of="route_case.school_id"),
        Walled("route_establishment", by="case_id", of="route_case.school_id"),
        Walled("route_item", by="case_id", of="route_case.school_id"),
        Walled("route_limitjudgement", by="case_id", of="route_case.school_id"),
        Walled("route_paper", by="case_id", of="route_case.school_id"),
        Walled("route_placement", by="case_id", of="route_case.school_id"),
        Walled("route_proposal", by="case_id", of="route_case.school_id"),
        Walled("route_referral", by="case_id", of="route_case.school_id"),
        Walled("route_task", by="case_id", of="route_case.school_id"),
        Walled("route_told", by="case_id", of="route_case.school_id"),
        Walled("route_waitingplace", by="case_id", of="route_case.school_id"),
        Walled("route_arrangementuse", by="arrangement_id", of="route_arrangement.wall_school_id"),
        Walled("route_decision", by="item_id", of="route_item.wall_school_id"),
        Walled("route_minutesreaction", by="item_id", of="route_item.wall_school_id"),
        Walled("route_coming", by="item_id", of="route_item.wall_school_id"),
        Walled("route_note", by="item_id", of="route_item.wall_school_id"),
        Walled("route_advice", by="item_id", of="route_item.wall_school_id"),
        Walled("route_invitation", by="item_id", of="route_item.wall_school_id"),
        Walled("route_paperanswer", by="paper_id", of="route_paper.wall_school_id"),
        Walled("route_paperreaction", by="paper_id", of="route_paper.wall_school_id"),
        Walled("route_papersection", by="paper_id", of="route_paper.wall_school_id"),
        Walled("route_referralseen", by="referral_id", of="route_referral.wall_school_id"),
        Walled("route_referralview", by="referral_id", of="route_referral.wall_school_id"),
        WalledIf("route_deskcase", COPY, words=("caseflow.every", "caseflow.swvs", "swv_id", "route_referral")),
        with_its_copy("route_expertadvice"),
        with_its_copy("route_tlv"),
    ]
