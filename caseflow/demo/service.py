"""The whole service in one process: web server, Celery worker and beat, on an in-memory broker."""

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import uvicorn
from celery.beat import EmbeddedService
from celery.worker import WorkController, state
from django.db import connections

from caseflow.celery import app

HOST = "localhost"
PATIENCE = 10.0  # seconds for a task that is running when somebody stops the demo


def is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex(("127.0.0.1", port)) != 0


def serve(port: int) -> None:
    """Serve until Ctrl-C; then worker and beat stop too."""
    for talkative in ("celery", "kombu"):
        logging.getLogger(talkative).setLevel(logging.ERROR)
    config = uvicorn.Config("caseflow.asgi:application", host=HOST, port=port, lifespan="off", log_level="warning")
    with suppress(KeyboardInterrupt), _worker(), _beat():  # uvicorn raises the Ctrl-C again that it stopped for
        uvicorn.Server(config).run()


@contextmanager
def _worker() -> Iterator[None]:
    """One task at a time, in a thread of its own: SQLite has one writer anyway."""
    worker = WorkController(
        app=app, pool_cls="solo", concurrency=1, without_gossip=True, without_mingle=True, loglevel="WARNING"
    )
    thread = threading.Thread(target=_work, args=[worker], name="celery-worker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        state.should_stop = 0
        thread.join(PATIENCE)
        state.should_stop = None


def _work(worker: WorkController) -> None:
    try:
        worker.start()
    finally:
        connections.close_all()


@contextmanager
def _beat() -> Iterator[None]:
    beat = EmbeddedService(app, max_interval=1, thread=True)
    beat.daemon = True
    beat.start()
    try:
        yield
    finally:
        beat.stop()
