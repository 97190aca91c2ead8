"""What the user writes: notes on passages, tags, and marks on articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from reader.model.articles import ArticleRow
from reader.model.findings import Entity, Translation
from reader.model.texts import Span

AnchorState: TypeAlias = Literal["exact", "moved", "orphan"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """How a note finds its passage again. Written when the note is taken; only the user puts another in its place."""

    span: Span
    exact: str
    """The quote."""
    prefix: str
    """Up to 32 code points before it."""
    suffix: str
    """Up to 32 code points after it."""
    digest: str
    """Digest of the body it was taken from."""
    lost: bool = False
    """Whether the user says that the passage is gone: it is not looked for then."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where an anchor's passage is now."""

    state: AnchorState
    """Where it was, somewhere else, or nowhere."""
    span: Span | None
    """The passage in the present body; None for an orphan."""


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """What a note remembers of its article, so that it can be read without it."""

    id: str
    path: str
    title: str
    date: str | None
    """The date's value when the note was taken."""


@dataclass(frozen=True, slots=True)
class Note:
    """A passage the user marked, with text (which may be empty) and tags."""

    uid: str
    """32 hexadecimal digits; a beginning of four or more is enough to name it."""
    article: ArticleRef
    anchor: Anchor
    text: str
    tags: tuple[str, ...]
    created: str
    modified: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What the user says of an article as a whole; kept in ``notes.json``, never in the article's file."""

    article: ArticleRef
    read: bool = False
    starred: bool = False
    date: str | None = None
    """The user's own date for it, in the form of ``Date.value``."""
    tags: tuple[str, ...] = ()
    digest: str = ""
    """Digest of its body when it was marked, by which it is known when its file is renamed."""
    was: tuple[str, ...] = ()
    """Ids of the articles that it was before its file was renamed: what was written on those is written on it."""


@dataclass(frozen=True, slots=True)
class TagInfo:
    """What the user says of a tag, whether or not anything carries it."""

    name: str
    """The tag itself."""
    description: str = ""
    """When to use it: the entry of a codebook."""
    colour: str = ""
    """The name of a colour or ``#rrggbb``; empty for none of its own."""
    pinned: int | None = None
    """The digit that puts it on a passage."""


@dataclass(frozen=True, slots=True)
class Revision:
    """What the user says of the translation of a sentence, wherever it stands."""

    sentence: str
    """The sentence, white space folded."""
    language: str
    """Its language, as a BCP 47 tag."""
    target: str
    """Language of the translation."""
    text: str = ""
    """The user's own translation; empty where there is none."""
    doubtful: bool = False
    """Whether the user mistrusts the translation that is shown."""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A note with all that an export prints around it."""

    note: Note
    placing: Placing
    article: ArticleRow | None
    """Its article as it is now; None when the file is gone."""
    translations: tuple[Translation, ...] = ()
    """Those of the sentences that the passage touches, in text order; untranslated ones are left out."""
    entities: tuple[Entity, ...] = ()
    """Those inside the passage, in text order."""
