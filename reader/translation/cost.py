"""What asking for translations costs, before anybody is asked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cost:
    """How much would be asked of an engine."""

    sentences: int = 0
    """Different sentences, as each is asked only once."""
    characters: int = 0
    """Code points in them."""
    requests: int = 0
    """At least so many, as a doubtful answer is asked for again; 0 where there is no engine."""

    def __add__(self, other: Cost) -> Cost:
        return Cost(
            self.sentences + other.sentences, self.characters + other.characters, self.requests + other.requests
        )
