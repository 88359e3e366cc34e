"""`manage.py check_seals`: does the memory of every school still hold? Ends with 1 when something is wrong."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from caseflow.audit.sealing import memory_problems, schools_with_memory
from caseflow.command_lines import ForServer
from caseflow.wall.context import EVERY_SCHOOL, rows_of


class Command(BaseCommand):
    policy = ForServer(because="it reads every school's memory, and names no child")
    help = "Controleer van elke school de ketens van gebeurtenissen, het leeslog en de zegels."

    @rows_of(EVERY_SCHOOL)
    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for school_id in schools_with_memory():
            for problem in memory_problems(school_id):
                wrong += 1
                self.stdout.write(f"school {school_id}: {problem}")
        if wrong:
            raise CommandError(f"{wrong} fouten in het geheugen")
        self.stdout.write("0 fouten")
