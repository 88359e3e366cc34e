"""`manage.py demo`: the demo school on this machine. What is done in it stays, until `make demo-reset`."""

import time
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser, call_command

from caseflow import clock
from caseflow.command_lines import ForServer
from caseflow.demo import service
from caseflow.demo.cast import ROOMS
from caseflow.demo.loading import is_loaded, load
from caseflow.demo.people import PASSWORD
from caseflow.wall.context import EVERY_SCHOOL, rows_of
from pupils.models import Person


class Command(BaseCommand):
    policy = ForServer(because="it makes and serves a demo, on a machine of one's own")
    help = "Make the demo school, once, and serve it on localhost."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="where to serve (default: 8000)")
        parser.add_argument(
            "--on",
            type=date.fromisoformat,
            help="begin on another day, as 2026-09-01: a new school year, with a hand-over to sign (in a folder of its "
            "own: CASEFLOW_VAR)",
        )
        parser.add_argument("--only-load", action="store_true", help="make the school and stop")

    @rows_of(EVERY_SCHOOL)
    def handle(self, *, port: int, only_load: bool, on: date | None = None, **_options: Any) -> None:
        if on is not None:
            clock.begin_on(on)
        if not only_load and not service.is_free(port):
            other = f"CASEFLOW_MODE=demo .venv/bin/python manage.py demo --port {port + 1}"
            raise CommandError(f"Poort {port} is al in gebruik. Probeer: {other}")
        self._make()
        if only_load:
            return
        settings.SITE_URL = f"http://{service.HOST}:{port}"  # where a mail of the demo points to
        self._introduce(port)
        service.serve(port)
        self.stdout.write("De demo is gestopt. Wat je erin deed, is bewaard.")

    def _make(self) -> None:
        settings.VAR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        if is_loaded():
            return
        began = time.monotonic()
        self.stdout.write("De demo-school klaarzetten. Dat duurt deze eerste keer een paar minuten …")
        load()
        self.stdout.write(f"Klaar in {time.monotonic() - began:.0f} seconden.")

    def _introduce(self, port: int) -> None:
        addresses = dict(Person.objects.values_list("name", "email"))
        for room in ROOMS:
            self.stdout.write(f"\n{room.title}")
            for part in room.first:
                address = addresses.get(part.name) or "geen adres"
                self.stdout.write(f"  {part.name}, {part.does[:1].lower()}{part.does[1:]} <{address}>")
                self.stdout.write(f"      {part.sees}")
        self.stdout.write(f"\nBekijk als …    http://{service.HOST}:{port}/demo/")
        self.stdout.write(f"Of log in met een van deze adressen en het wachtwoord: {PASSWORD}")
        self.stdout.write(self.style.SUCCESS(f"\nCaseflow staat op http://{service.HOST}:{port}"))
        self.stdout.write("Stoppen met Ctrl-C.\n")
