"""Openings of a pupil's file, by the name under which the route's pages write them down (floor rule 13)."""

from pupils.opened import opened, opened_parts

__all__ = ["opened", "opened_parts"]
