"""`manage.py begin_school FILE --director NAME ADDRESS`: a new school and the mail that lets its first director in."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from caseflow.command_lines import ForServer
from caseflow.sop.loading import SopErrors, load_sop, unread
from caseflow.wall.context import EVERY_SCHOOL, rows_of
from pupils.commands.founding import begin_school
from pupils.errors import Invalid


class Command(BaseCommand):
    policy = ForServer(because="a school that does not exist yet has nobody who could sign in")
    help = "Begin een school en nodig haar eerste directeur uit. Die nodigt zelf de collega's uit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="het SOP van de school, een YAML-bestand: daaruit komen naam, BRIN en rol")
        parser.add_argument("--director", nargs=2, required=True, metavar=("NAAM", "ADRES"), help="de eerste directeur")
        parser.add_argument(
            "--group", nargs=2, action="append", default=[], metavar=("NAAM", "JAREN"),
            help='een groep, zoals "De Bijen" 1-2; mag vaker',
        )  # fmt: skip
        parser.add_argument("--swv", nargs=2, metavar=("SLEUTEL", "NAAM"), help="het samenwerkingsverband")

    @rows_of(EVERY_SCHOOL)
    def handle(
        self, *args: Any, file: str, director: list[str], group: list[list[str]], swv: list[str] | None, **options: Any
    ) -> None:
        try:
            sop = load_sop(Path(file).read_bytes(), file)
        except OSError as unreadable:
            raise CommandError(f"{file}: {unread(unreadable)}") from None
        except SopErrors as wrong:
            raise CommandError(str(wrong)) from None
        name, email = director
        groups = [(called, years) for called, years in group]
        try:
            given = begin_school(sop, name=name, email=email, groups=groups, swv=(swv[0], swv[1]) if swv else None)
        except Invalid as wrong:
            raise CommandError(str(wrong.message)) from None
        self.stdout.write(f"{given.school} ({given.school.brin}) staat klaar.")
        if given.person.has_usable_password():
            self.stdout.write("De directeur heeft al een account, en kan meteen inloggen.")
        else:
            self.stdout.write("De directeur krijgt een mail met een link. Geen mail? Geef dezelfde opdracht nog eens.")
        self.stdout.write("Daarna: de directeur logt in, uploadt het SOP en laat het vaststellen.")
