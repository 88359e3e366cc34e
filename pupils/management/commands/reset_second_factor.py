"""`manage.py reset_second_factor ADDRESS`: for who lost telephone and codes, and whom no school may help by itself."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from caseflow.command_lines import ForServer
from caseflow.wall.context import EVERY_SCHOOL, rows_of
from pupils.commands.factors import reset_factor_everywhere
from pupils.models import Person


class Command(BaseCommand):
    policy = ForServer(because="who works at more schools than one is no single school's to let in")
    help = "Haal de tweede stap weg van wie telefoon en herstelcodes kwijt is. Stel eerst vast wie het vraagt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="het e-mailadres waarmee diegene inlogt")

    @rows_of(EVERY_SCHOOL)
    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(email=options["email"].strip().lower()).first()
        if person is None:
            raise CommandError("Niemand logt in met dit adres.")
        reset_factor_everywhere(person)
        self.stdout.write("De tweede stap is weg. Bij het inloggen wordt een nieuwe ingesteld.")
