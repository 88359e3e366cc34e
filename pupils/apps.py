"""Schools, pupils, the people around them, and what is known of a child before and beside a case."""

from django.apps import AppConfig


class PupilsConfig(AppConfig):
    name = "pupils"
    verbose_name = "Leerlingen"

    def ready(self) -> None:
        from pupils import (  # all register
            calendar_waiting,
            facts,
            group_plan_waiting,
            handing_over,
            outsider_mail,
            staff_mail,
            talk_panel,
            talk_waiting,
            ways_in,
        )

        self.wiring = (
            calendar_waiting, facts, group_plan_waiting, handing_over, outsider_mail, staff_mail, talk_panel,
            talk_waiting, ways_in,
        )  # fmt: skip
