"""``word``: what a word means."""

from __future__ import annotations

import click

from reader.cli.commands import Command, as_json
from reader.cli.printing import counted, fill, line, record
from reader.cli.session import Session
from reader.text.clean import one_line


@click.command(cls=Command)
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@as_json
@click.pass_obj
def word(session: Session, words: tuple[str, ...], *, as_json: bool) -> None:
    """Look a word up in the glossaries and in the dictionary of this computer; nobody is asked.

    Several words are looked up as the term that they are together, or else the first of them.
    """
    from reader.library.words import Words  # noqa: PLC0415 - not for --help

    known = Words(session.settings)
    for step in counted(known.open(), "opening the dictionary"):
        if step.problem:
            session.tell(step.problem)
    asked = one_line(" ".join(words))
    answers = known.look(asked, 0)
    for answer in answers:
        if as_json:
            record(
                {
                    "word": asked,
                    "headword": answer.headword,
                    "lines": answer.lines,
                    "source": answer.source,
                    "how": answer.how,
                }
            )
        else:
            line(one_line(answer.headword) + f"  ({'; '.join(filter(None, (answer.how, answer.source)))})")
            for each in answer.lines:
                for text in fill(one_line(each), "  "):
                    line(text)
    if not answers:
        remedy = (
            "" if known.dictionaries else " and no dictionary is on this computer (Debian’s is dict-freedict-nld-eng)"
        )
        session.tell(f"Nothing is known of “{asked}”{remedy}.")
