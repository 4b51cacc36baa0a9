"""Sends the messages of the outbox to the programs that the administrator named, signed so that they know who speaks.

The headers are those of Standard Webhooks (webhook-id, webhook-timestamp, webhook-signature): HMAC-SHA-256 over
`id.timestamp.body`. No other address is ever called: redirects are not followed, and no proxy of the environment is used.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPException
from typing import Any

from storage.outbox import Delivery, Outbox

logger = logging.getLogger(__name__)

PATIENCE_SECONDS = 10
AT_ONCE = 50
"""Messages sent before the next look, so that the process can be stopped meanwhile."""


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay())


def signature_of(secret: str, delivery_id: str, timestamp: int, body: str) -> str:
    """What `webhook-signature` holds.

    >>> signature_of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, '{"test": 2432232314}')
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
    """
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = hmac.new(key, f"{delivery_id}.{timestamp}.{body}".encode(), hashlib.sha256).digest()
    return "v1," + base64.b64encode(signed).decode()


def deliver(outbox: Outbox, *, clock: Callable[[], float] = time.time) -> int:
    """Send what is due; how many messages were taken by the other side."""
    taken = 0
    for _ in range(AT_ONCE):
        delivery = outbox.take()
        if delivery is None:
            break
        is_taken, answer = _send(delivery, int(clock()))
        taken += is_taken
        if is_taken:
            outbox.delivered(delivery.id, answer=answer)
        else:
            logger.warning("message %s was not taken at try %d: %s", delivery.id, delivery.attempts, answer)
            outbox.failed(delivery, answer=answer)
    return taken


def _send(delivery: Delivery, timestamp: int) -> tuple[bool, str]:
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Justif",
        "webhook-id": delivery.id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature_of(delivery.secret, delivery.id, timestamp, delivery.body),
    }
    request = urllib.request.Request(delivery.url, data=delivery.body.encode(), headers=headers, method="POST")
    try:
        with _OPENER.open(request, timeout=PATIENCE_SECONDS) as answer:
            return 200 <= answer.status < 300, str(answer.status)
    except urllib.error.HTTPError as error:
        return False, str(error.code)
    except (OSError, HTTPException, ValueError) as error:
        return False, type(error).__name__
