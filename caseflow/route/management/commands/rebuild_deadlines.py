"""`manage.py rebuild_deadlines [--check]`: compute every term again; with --check only say what differs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from caseflow.command_lines import ForServer
from caseflow.route.rebuilding import differences
from caseflow.wall.context import EVERY_SCHOOL, rows_of


class Command(BaseCommand):
    policy = ForServer(because="it mends the terms of every school at once, and names no child")
    help = "Bereken elke termijn opnieuw uit wat haar deed beginnen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="verander niets; eindig met 1 als er iets verschilt")

    @rows_of(EVERY_SCHOOL)
    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        found = list(differences(keep=not check))
        for one in found:
            self.stdout.write(str(one))
        if found and check:
            raise CommandError(f"{len(found)} verschillen")
        self.stdout.write(f"{len(found)} verschillen")
