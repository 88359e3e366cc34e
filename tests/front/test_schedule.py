"""What beat calls exists: a task renamed would otherwise fail silently, every night."""

from django.conf import settings

from caseflow.celery import app


def test_every_scheduled_task_is_there() -> None:
    app.loader.import_default_modules()
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)
    assert "caseflow.route.tasks.nightly_sweep" in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
