"""The broker: what wakes workers on any machine. The register is the truth, the broker only a bell: what it forgets is rung again.

Two queues: `reading`, where a document may take a minute, and `light`, for what takes a moment. The fragment of the URL,
`redis://localhost/0#paris`, names the installation where several share a broker; a queue is then `paris-reading`.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from justif.settings import Settings

if TYPE_CHECKING:
    from celery import Celery

logger = logging.getLogger(__name__)

READ, FOLLOW, SWEEP = "justif.read", "justif.follow", "justif.sweep"
LONGEST_SECONDS = 3600
"""A task that takes longer is ended, its worker process with it."""

SWEEP_SECONDS = 30.0
_VISIBILITY_SECONDS = 2 * LONGEST_SECONDS  # Redis hands a task out again after so long: never while it may still run
_PRIORITIES = 10
_RING = {"max_retries": 1, "interval_start": 0.1, "interval_step": 0.1, "interval_max": 0.2}
"""A bell that cannot be rung soon is left: who hands a document in does not wait for the broker, and the sweeper rings later."""


def make_app(settings: Settings) -> Celery:
    """The Celery application over the broker of the settings, without tasks (justif/tasks.py has them)."""
    from celery import Celery
    from kombu import Queue

    url, name = urldefrag(settings.broker)
    name = name or "justif"
    is_redis = url.startswith("redis")
    app = Celery("justif", broker=url, set_as_current=False)
    arguments = {} if is_redis else {"x-max-priority": _PRIORITIES}
    app.conf.update(
        task_queues=[Queue(f"{name}-{kind}", routing_key=f"{name}-{kind}", queue_arguments=arguments) for kind in ("reading", "light")],
        task_routes={READ: {"queue": f"{name}-reading"}, FOLLOW: {"queue": f"{name}-light"}, SWEEP: {"queue": f"{name}-light"}},
        task_default_queue=f"{name}-light",
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_ignore_result=True,
        task_time_limit=LONGEST_SECONDS,
        task_serializer="json",
        accept_content=["json"],
        worker_prefetch_multiplier=1,
        worker_max_tasks_per_child=2000,
        worker_max_memory_per_child=800_000,  # kilobytes; the reading itself has a process and limits of its own (justif/guard.py)
        worker_hijack_root_logger=False,
        worker_cancel_long_running_tasks_on_connection_loss=False,  # a document that was read is filed, whatever became of the broker
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_connection_timeout=3.0,
        broker_heartbeat=10,
        broker_transport_options=_of_redis(name) if is_redis else {"confirm_publish": True},
        beat_schedule={"sweep": {"task": SWEEP, "schedule": SWEEP_SECONDS, "options": {"expires": SWEEP_SECONDS}}},
        beat_scheduler="celery.beat:Scheduler",  # nothing to remember between two starts, so nothing on the disk
        enable_utc=True,
    )
    return app


def bells(app: Celery) -> int:
    """How many documents the broker still has a bell for."""
    reading = next(queue for queue in app.conf.task_queues if queue.name.endswith("-reading"))
    with app.connection_for_read() as connection:
        declared = connection.default_channel.queue_declare(
            reading.name, durable=True, auto_delete=False, arguments=reading.queue_arguments
        )
    return int(declared.message_count)


class BrokerBell:
    """Rings where documents are handed in: pages and command line. They tell the index themselves, so that what was done shows."""

    def __init__(self, settings: Settings) -> None:
        self._app = make_app(settings)
        self._is_redis = settings.broker.startswith("redis")

    def waiting(self, document_id: str, *, priority: int = 0) -> None:
        self._send(READ, document_id, priority=priority)

    def changed(self) -> bool:
        return False

    def _send(self, task: str, *arguments: str, priority: int = 0) -> bool:
        """False when the broker does not answer."""
        try:
            self._app.send_task(task, args=arguments, priority=self._level(priority), retry=True, retry_policy=_RING)
        except Exception as error:  # whatever it is, the register knows what waits
            logger.warning("the broker does not answer (%s); it is asked again later", type(error).__name__)
            return False
        return True

    def _level(self, priority: int) -> int:
        """Ours is 0 for what goes first; so is Redis's, and RabbitMQ's is the other way round."""
        level = min(priority, _PRIORITIES - 1)
        return level if self._is_redis else _PRIORITIES - 1 - level


class WorkersBell(BrokerBell):
    """Rings where documents are read: the index is told by a task of its own, so that a slow index holds no reader up."""

    def changed(self) -> bool:
        return self._send(FOLLOW)


def _of_redis(name: str) -> dict[str, object]:
    return {
        "visibility_timeout": _VISIBILITY_SECONDS,
        "priority_steps": list(range(_PRIORITIES)),
        "queue_order_strategy": "priority",
        "global_keyprefix": f"{name}:",
        "socket_timeout": 10.0,
        "socket_connect_timeout": 3.0,
        "socket_keepalive": True,
        "health_check_interval": 10,
    }
