"""`manage.py appoint_director BRIN --director NAME ADDRESS --because WHY`: at the word of the board."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from caseflow.command_lines import ForServer
from caseflow.wall.context import EVERY_SCHOOL, rows_of
from pupils.commands.founding import appoint_director
from pupils.errors import Invalid


class Command(BaseCommand):
    policy = ForServer(because="a school that nobody directs has nobody who could give the role")
    help = "Geef een school een nieuwe directeur, als er geen meer is. Alleen op verzoek van het bestuur."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("brin", help="het BRIN-nummer van de school")
        parser.add_argument("--director", nargs=2, required=True, metavar=("NAAM", "ADRES"), help="wie het wordt")
        parser.add_argument("--because", required=True, help="het besluit van het bestuur, met de datum")
        parser.add_argument("--instead", action="store_true", help="in plaats van wie nu directeur is: die rol stopt")

    @rows_of(EVERY_SCHOOL)
    def handle(self, *args: Any, brin: str, director: list[str], because: str, instead: bool, **options: Any) -> None:
        name, email = director
        try:
            given = appoint_director(brin.strip().upper(), name=name, email=email, why=because, instead=instead)
        except Invalid as wrong:
            raise CommandError(str(wrong.message)) from None
        self.stdout.write(f"{given.school} ({given.school.brin}) heeft een nieuwe directeur.")
        if given.person.has_usable_password():
            self.stdout.write("Die heeft al een account, en kan meteen inloggen.")
        else:
            self.stdout.write("Die krijgt een mail met een link.")
