"""`manage.py migrate` as the owner of the tables (OWNER_DATABASE_URL), who then gives the application its rights."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections

from caseflow.command_lines import ForServer
from caseflow.wall.roles import as_owner, give_rights


class Command(migrate.Command):
    policy = ForServer(because="it changes the tables, as their owner")

    def execute(self, *args: Any, **options: Any) -> str | None:
        """The checks before it are the owner's too, so this is around both."""
        alias, owner = options["database"], settings.OWNER_DATABASE
        connection = connections[alias]
        if connection.vendor != "postgresql" or (not owner and settings.MODE != "production"):
            return super().execute(*args, **options)
        if not owner:
            raise CommandError("OWNER_DATABASE_URL is not set: it names the role that owns the tables and migrates.")
        role, password = connection.settings_dict["USER"], connection.settings_dict["PASSWORD"]
        if owner["USER"] == role:
            raise CommandError("DATABASE_URL and OWNER_DATABASE_URL name the same role: the application's is another.")
        with as_owner(alias, owner):
            done = super().execute(*args, **options)
            give_rights(alias, role, password)
        return done
