from typing import Any

from django.db import migrations


def fill(apps: Any, schema_editor: Any) -> None:
    """A version of before its life was kept was adopted as it came; by whom was not written down, nor is it made up.

    Who brought it is the school's director, or whoever has been with Caseflow longest.
    """
    versions, holders = apps.get_model("pupils", "SopVersion"), apps.get_model("pupils", "RoleAssignment")
    people = apps.get_model("pupils", "Person")
    for version in versions.objects.filter(uploaded_by=None):
        here = holders.objects.filter(school=version.school_id)
        holder = here.filter(kind="director").order_by("pk").first() or here.order_by("pk").first()
        versions.objects.filter(pk=version.pk).update(
            uploaded_by=holder.person_id if holder else people.objects.order_by("pk").values_list("pk")[0][0],
            uploaded_on=version.adopted_on,
            adopted_by="niet vastgelegd",
            state="adopted",
        )


class Migration(migrations.Migration):
    dependencies = [("pupils", "0003_any_school")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
