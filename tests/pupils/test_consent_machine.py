"""Whatever is said of a consent, in any order and on any day, it is worth what the law says."""

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.pupils.consent_machine import Consenting


def test_a_consent_under_anything_people_do(db: None) -> None:
    usual = {"deadline": None, "derandomize": True, "database": None, "phases": [Phase.generate]}
    usual["suppress_health_check"] = list(HealthCheck)  # a step asks the database three times
    run_state_machine_as_test(Consenting, settings=settings(max_examples=15, stateful_step_count=12, **usual))
