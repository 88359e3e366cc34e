from tests.append_only import _flush_past_the_guards

__all__ = ["_flush_past_the_guards"]
