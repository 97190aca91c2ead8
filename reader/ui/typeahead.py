"""Keys that come faster than they are dealt with: each waits until all that the one before led to is over.

Textual hands a key to the widget that has the focus when the key arrives. What reaches the program in one read (over
a slow line, from a macro) would then go to where the reader was before the first of these keys; or to a screen that
is still being made.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

PATIENCE = 2.0
"""Seconds after which a key no longer waits, so that the program can be left whatever it is doing."""


class TypeAhead:
    """Keeps keys and pasted text back, and hands them out in order."""

    def __init__(self, app: App[Any], deliver: Callable[[events.Event], Coroutine[Any, Any, None]]) -> None:
        """``deliver`` deals with a key that has waited."""
        self._app, self._deliver = app, deliver
        self._waiting: deque[events.Event] = deque()
        self._handing: asyncio.Task[None] | None = None

    @property
    def busy(self) -> bool:
        """Whether keys are waiting."""
        return self._handing is not None

    def keeps(self, event: events.Event) -> bool:
        """Whether ``event`` has to wait, and is kept until its turn comes."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            return False
        if self._handing is None and self._is_calm and not self._app.message_queue_size:
            return False
        self._waiting.append(event)
        if self._handing is None:
            self._handing = asyncio.create_task(self._hand_out(), name="keys typed ahead")
        return True

    async def _hand_out(self) -> None:
        await self._calm()
        while self._waiting:
            self._app.call_later(self._deliver, self._waiting.popleft())
            await self._calm()
        self._handing = None

    async def _calm(self) -> None:
        """Wait until all that keys led to is over."""
        deadline = time.monotonic() + PATIENCE
        while not (_at_rest(self._app) and self._is_calm):
            if time.monotonic() > deadline:
                break
            await asyncio.sleep(0)

    @property
    def _is_calm(self) -> bool:
        """Whether nothing on the screens is being made or has messages to deal with, and no command is looked for.

        Jobs in threads are nothing that a key waits for.
        """
        inside = (node for screen in self._app.screen_stack for node in screen.walk_children(with_self=True))
        running = (worker for worker in self._app.workers if worker.is_running)
        looking = any(not worker._thread_worker for worker in running)  # noqa: SLF001 - nothing that is public tells
        return not looking and all(map(_at_rest, inside))


def _at_rest(pump: MessagePump) -> bool:
    """Whether it waits for a message: while it is being made, or deals with one, nobody waits for the next."""
    ready: Any = pump._message_queue.ready_event  # noqa: SLF001 - nothing that is public tells
    return pump._closed or bool(ready._waiters and not ready.is_set())  # noqa: SLF001 - as above
