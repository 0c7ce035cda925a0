"""How a command ends that has an answer: printed, and told by the exit status."""

from typing import NoReturn

import typer

from bot.commands.common import print_json
from bot.saying.answers import exit_status
from tools.engine.answer import Answer


def finish(answer: Answer, *, as_json: bool) -> NoReturn:
    """The answer on stdout, and 0 answered; 1 asked back, declined or refused; 2 broken."""
    if as_json:
        print_json(answer.model_dump(mode="json"))
    else:
        print(answer.text)
    raise typer.Exit(exit_status(answer))
