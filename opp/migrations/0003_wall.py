from django.db import migrations

from caseflow.wall.operations import Walled


class Migration(migrations.Migration):
    dependencies = [("opp", "0002_append_only"), ("route", "0003_wall")]

    operations = [
        Walled("opp_opp", by="case_id", of="route_case.school_id"),
        Walled("opp_flag", by="case_id", of="route_case.school_id"),
        Walled("opp_evaluation", by="opp_id", of="opp_opp.wall_school_id"),
        Walled("opp_handelingsdeel", by="opp_id", of="opp_opp.wall_school_id"),
        Walled("opp_pupilvoice", by="opp_id", of="opp_opp.wall_school_id"),
        Walled("opp_agreement", by="handelingsdeel_id", of="opp_handelingsdeel.wall_school_id"),
        Walled("opp_goal", by="handelingsdeel_id", of="opp_handelingsdeel.wall_school_id"),
        Walled("opp_goalscore", by="evaluation_id", of="opp_evaluation.wall_school_id"),
    ]
