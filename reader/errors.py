"""The exceptions a user can meet, each a sentence that names the thing at fault and the remedy.

ReaderError
├── InputError       a file, folder or argument that cannot be used as given (exit code 2)
│   └── NotFoundError    an article, note or tag that does not exist, or is ambiguous
├── StoreError       notes.json cannot be read or written as asked; what the user wrote is kept
│   └── StoppedError     the user stopped a change while it was made ready; nothing of it was made
└── EngineError      a recogniser or translation engine that is not there or refuses to start
"""


class ReaderError(Exception):
    """Base of all errors whose text is meant for the user."""


class InputError(ReaderError):
    """A file, folder or argument cannot be used as given."""


class NotFoundError(InputError):
    """No article, note or tag answers to the name, or more than one does."""


class StoreError(ReaderError):
    """The notes file cannot be read or written as asked."""


class StoppedError(StoreError):
    """The user stopped a change while it was made ready."""


class EngineError(ReaderError):
    """A recogniser or a translation engine cannot be used."""
