"""`manage.py check_sop FILE`: the checker's findings, and what the school's own rows say. Names no child."""

from argparse import ArgumentParser
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from caseflow import clock
from caseflow.command_lines import ForServer
from caseflow.route.commands.sop import plain_text
from caseflow.route.readiness import Readiness, readiness_of
from caseflow.sop.complaining import SEVERITY_LABELS
from caseflow.sop.loading import MAX_BYTES, check_text, unread
from caseflow.sop.schema import Sop
from caseflow.wall.context import EVERY_SCHOOL, rows_of
from pupils.models import School


class Command(BaseCommand):
    policy = ForServer(because="it reads rows of a school before anybody there signs in; it names no child")
    help = "Controleer een SOP, met de gegevens van de school erbij, voordat het bestuur haar vaststelt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="een YAML-bestand")

    @rows_of(EVERY_SCHOOL)
    def handle(self, *args: Any, file: str, **options: Any) -> None:
        try:
            with Path(file).open("rb") as opened:
                given = opened.read(MAX_BYTES + 1)
        except OSError as unreadable:
            raise CommandError(f"{file}: {unread(unreadable)}") from None
        checked = check_text(given, file)
        for complaint in checked.complaints:
            self.stdout.write(f"{complaint}\n    → {complaint.todo}")
        if checked.sop is None:
            raise CommandError(f"{file}: nog geen SOP")
        if self._tell(checked.sop, plain_text(given)).errors:
            raise CommandError("Deze versie kan nog niet worden vastgesteld.")
        self.stdout.write("Niets staat de vaststelling in de weg.")

    def _tell(self, sop: Sop, text: str) -> Readiness:
        school = School.objects.filter(key=sop.school.key).first()
        if school is None:
            raise CommandError(f"de school '{sop.school.key}' is hier niet bekend")
        ready = readiness_of(school, sop, sha256(text.encode()).hexdigest(), clock.today())
        for one in ready.findings:
            numbers = f" (casus {', '.join(str(number) for number, _name in one.cases)})" if one.cases else ""
            self.stdout.write(f"{SEVERITY_LABELS[one.severity]}: {one.what}{numbers}\n    {one.why}\n    → {one.todo}")
        return ready
