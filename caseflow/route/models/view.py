"""A way of looking at the board that somebody comes back to."""

from django.conf import settings
from django.db import models


class BoardView(models.Model):
    """Somebody's own: choices on the board by key and number, and what she calls them. It names no child."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="board_views")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=600)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="board_view_name_once"),
            models.CheckConstraint(condition=~models.Q(query=""), name="board_view_chooses_something"),
        ]

    def __str__(self) -> str:
        return f"board view {self.pk} of {self.person_id}"
