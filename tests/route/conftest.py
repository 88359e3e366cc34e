from tests.front.catalogues import compiled, in_every_language

__all__ = ["compiled", "in_every_language"]
