"""Every row of a school behind the wall, and whom the wall lets through: worked out where the rows are."""

from django.db import migrations

from caseflow.wall.operations import Walled

# Runs as the owner of the tables, who stands outside the wall. At least what the policy reaches, school by school:
# which pupils, and which parts of a file, is the policy's to say.
WALL_OF = """
CREATE FUNCTION caseflow_wall_of(person bigint, today date, OUT schools bigint[], OUT swvs bigint[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH desks AS (
        SELECT swv_id FROM pupils_swvmember
        WHERE person_id = person AND starts_on <= today AND (ends_on IS NULL OR ends_on >= today)
    )
    SELECT ARRAY(
        SELECT school_id FROM pupils_roleassignment
        WHERE person_id = person AND starts_on <= today AND (ends_on IS NULL OR ends_on >= today)
        UNION
        SELECT pupil.school_id FROM pupils_guardian guardian JOIN pupils_pupil pupil ON pupil.id = guardian.pupil_id
        WHERE guardian.person_id = person
        UNION
        SELECT pupil.school_id FROM pupils_grant key JOIN pupils_pupil pupil ON pupil.id = key.pupil_id
        WHERE key.person_id = person AND key.starts_on <= today AND key.ends_on >= today
            AND (key.ended_on IS NULL OR key.ended_on > today)
        UNION
        SELECT school.id FROM pupils_school school JOIN desks ON desks.swv_id = school.swv_id
    ), ARRAY(SELECT DISTINCT swv_id FROM desks)
$$
"""


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(WALL_OF, params=None)
        schema_editor.execute("REVOKE EXECUTE ON FUNCTION caseflow_wall_of(bigint, date) FROM PUBLIC", params=None)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION caseflow_wall_of(bigint, date)", params=None)


class Migration(migrations.Migration):
    dependencies = [("pupils", "0002_append_only")]

    operations = [
        migrations.RunPython(make, drop),
        Walled("pupils_group"),
        Walled("pupils_importpreview"),
        Walled("pupils_invitation"),
        Walled("pupils_occasion"),
        Walled("pupils_pupil"),
        Walled("pupils_roleassignment"),
        Walled("pupils_sopversion"),
        Walled("pupils_absence", by="pupil_id", of="pupils_pupil.school_id"),
        Walled("pupils_consent", by="pupil_id", of="pupils_pupil.school_id"),
        Walled("pupils_grant", by="pupil_id", of="pupils_pupil.school_id"),
        Walled("pupils_guardian", by="pupil_id", of="pupils_pupil.school_id"),
        Walled("pupils_hgwcycle", by="pupil_id", of="pupils_pupil.school_id"),
        Walled("pupils_intervention", by="pupil_id", of="pupils_pupil.school_id"),
        Walled("pupils_involved", by="pupil_id", of="pupils_pupil.school_id"),
        Walled("pupils_measurement", by="pupil_id", of="pupils_pupil.school_id"),
        Walled("pupils_observation", by="pupil_id", of="pupils_pupil.school_id"),
        Walled("pupils_roleassignment_groups", by="roleassignment_id", of="pupils_roleassignment.school_id"),
        Walled("pupils_insight", by="pupil_id", of="pupils_pupil.school_id"),
        Walled("pupils_groupplan", by="group_id", of="pupils_group.school_id"),
        Walled("pupils_cluster", by="plan_id", of="pupils_groupplan.wall_school_id"),
        Walled("pupils_incluster", by="cluster_id", of="pupils_cluster.wall_school_id"),
        Walled("pupils_sociogram", by="group_id", of="pupils_group.school_id"),
        Walled("pupils_insociogram", by="sociogram_id", of="pupils_sociogram.wall_school_id"),
        Walled("pupils_sociogramanswer", by="sociogram_id", of="pupils_sociogram.wall_school_id"),
        Walled("pupils_sociogramchoice", by="answer_id", of="pupils_sociogramanswer.wall_school_id"),
        Walled("pupils_handover", by="group_id", of="pupils_group.school_id"),
        Walled("pupils_interventionsession", by="intervention_id", of="pupils_intervention.wall_school_id"),
        Walled("pupils_talkpoint", by="pupil_id", of="pupils_pupil.school_id"),
        Walled("pupils_talkline", by="point_id", of="pupils_talkpoint.wall_school_id"),
        Walled("pupils_informationletter", by="guardian_id", of="pupils_guardian.wall_school_id"),
        Walled("pupils_writing", by="guardian_id", of="pupils_guardian.wall_school_id"),
        Walled("pupils_writingreply", by="writing_id", of="pupils_writing.wall_school_id"),
        Walled("pupils_consent_recipients", by="consent_id", of="pupils_consent.wall_school_id"),
        Walled("pupils_consent_same_as", by="from_consent_id", of="pupils_consent.wall_school_id"),
        Walled("pupils_consentanswer", by="consent_id", of="pupils_consent.wall_school_id"),
        Walled("pupils_pupilanswer", by="consent_id", of="pupils_consent.wall_school_id"),
        Walled("pupils_contactattempt", by="guardian_id", of="pupils_guardian.wall_school_id"),
        Walled("pupils_passedover", by="guardian_id", of="pupils_guardian.wall_school_id"),
    ]
