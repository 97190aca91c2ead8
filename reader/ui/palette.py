"""The command palette: every command that works where the reader is, by name, with its keys."""

from __future__ import annotations

from collections.abc import Coroutine, Iterator
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider

from reader.keynames import key_name


class Commands(Provider):
    """Commands from the bindings that are active now."""

    def _commands(self) -> Iterator[tuple[str, str, partial[Coroutine[Any, Any, bool]]]]:
        usable = [active for active in self.screen.active_bindings.values() if active.enabled]
        keys: dict[str | None, list[str]] = {}
        for active in usable:
            keys.setdefault(active.binding.id, []).append(key_name(active.binding.key))
        for active in usable:
            binding = active.binding
            if binding.id and binding.tooltip and binding.id in keys:
                run = partial(self.app.run_action, binding.action, active.node)
                yield f"{binding.description}  ({' '.join(keys.pop(binding.id))})", binding.tooltip, run

    async def discover(self) -> Hits:
        """Offer everything."""
        for name, text, run in self._commands():
            yield DiscoveryHit(name, run, help=text)

    async def search(self, query: str) -> Hits:
        """Offer what matches."""
        matcher = self.matcher(query)
        for name, text, run in self._commands():
            score = max(matcher.match(name), matcher.match(text) * 0.8)
            if score > 0:
                yield Hit(score, matcher.highlight(name), run, help=text)
