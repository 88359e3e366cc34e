"""The night: what was sealed before is checked, and what stands now is sealed."""

import logging
from datetime import date

from celery import shared_task

from caseflow import clock
from caseflow.wall.context import EVERY_SCHOOL, rows_of

from . import sealing

log = logging.getLogger(__name__)


@shared_task
@rows_of(EVERY_SCHOOL)
def seal_schools() -> None:
    """Nightly: one small task per school, so that they spread over the workers and one failure stays one."""
    on = clock.today().isoformat()
    for school_id in sealing.schools_with_memory():
        seal_school.delay(school_id, on)


@shared_task
@rows_of(lambda school_id, on: [school_id])
def seal_school(school_id: int, on: str) -> None:
    """Check first, since a new seal starts from what stands; seal whatever the check came to."""
    try:
        _check(school_id)
    finally:
        sealing.seal_school(school_id, date.fromisoformat(on))


def _check(school_id: int) -> None:
    """What is wrong is an error in the log: how much, and where to look; nothing that leads to a child."""
    if sealing.is_sealed(school_id) and (found := sealing.memory_problems(school_id)):
        log.error("the memory of school %s does not hold: %s problems; see check_seals", school_id, len(found))
