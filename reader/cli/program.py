"""The program as the shell sees it: its commands, its exit codes, and one sentence for whatever goes wrong."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any, Final, NoReturn

import click

from reader import __version__
from reader.cli.commands import Group
from reader.cli.printing import forgive, say
from reader.cli.session import Session
from reader.errors import InputError, ReaderError

DONE, PROBLEMS, REFUSED, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: done; done with problems, each named on standard error; bad usage or input; Ctrl+C."""

DEBUG: Final = "LIBYA_READER_DEBUG"
"""Environment variable that, when set, shows where an unexpected error came from."""

_COMMANDS: Final = {
    "open": "opening:open_app",
    "list": "articles:list_articles",
    "show": "articles:show",
    "analyse": "analyse:analyse",
    "entities": "entities:entities",
    "translate": "translate:translate",
    "word": "word:word",
    "note": "notes:note",
    "tag": "tags:tag",
    "correction": "corrections:correction",
    "renamed": "renamed:renamed",
    "trash": "past:trash",
    "backup": "past:backup",
    "export": "export:export",
    "check": "check:check",
    "where": "where:where",
    "keys": "keys:keys",
}
"""Where each command is; a module is loaded when its command is asked for."""


class Program(Group):
    """All commands; without one, and with a folder in the place of one, it opens the app."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names of all commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of this name; None if there is none."""
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        found = getattr(import_module(f"reader.cli.{module}"), name)
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that ``args`` begin with, and the rest; ``open`` if they begin with anything else."""
        if args[0] in _COMMANDS or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        return "open", self.get_command(ctx, "open"), args

    def main(self, *args: Any, **extra: Any) -> NoReturn:  # noqa: ANN401 - click's own arguments, passed on
        """Run the program and exit."""
        forgive()
        session = Session()
        try:
            extra.update(standalone_mode=False, obj=session)
            code = super().main(*args, **extra)
        except click.Abort:
            sys.exit(INTERRUPTED)
        except Exception as error:  # nobody is to see a traceback who did not ask for one
            if os.environ.get(DEBUG):
                raise
            sentence, code = _explain(error)
            say(sentence)
            sys.exit(code)
        sys.exit(code if isinstance(code, int) else PROBLEMS if session.problems else DONE)


def _explain(error: Exception) -> tuple[str, int]:
    """A sentence for an error, and the exit code that goes with it."""
    if isinstance(error, click.UsageError):
        path = error.ctx.command_path if error.ctx else "libya-reader"
        return f"{error.format_message().rstrip('.')}; “{path} --help” tells more.", REFUSED
    if isinstance(error, click.ClickException):
        return error.format_message(), REFUSED
    if isinstance(error, InputError):
        return str(error), REFUSED
    if isinstance(error, ReaderError):
        return str(error), PROBLEMS
    if isinstance(error, OSError):
        where = f" ({error.filename})" if error.filename else ""
        return f"The system refused: {error.strerror or error}{where}.", PROBLEMS
    what = f"Something went wrong that should not have ({type(error).__name__}: {error})"
    return f"{what}; set {DEBUG}=1 to see where, and please report it.", PROBLEMS


@click.group(
    cls=Program,
    invoke_without_command=True,
    subcommand_metavar="[LIBRARY | COMMAND ...]",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="libya-reader", message="%(prog)s %(version)s")
@click.pass_context
def program(context: click.Context) -> None:
    """Read foreign-language news in the terminal, and take notes on it.

    Without a command, “libya-reader [LIBRARY]” opens the app on a folder of articles.
    """
    if context.invoked_subcommand is None:
        command = program.get_command(context, "open")
        assert command is not None
        context.invoke(command)
