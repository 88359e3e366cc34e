class BadToken(Exception):
    """The form does not say, in our own hand, whose it is: missing, changed, too old or somebody else's."""


class AlreadyDone(Exception):
    """This very form was sent before and what it asked for was done: a double-clicked button, a reloaded page."""
