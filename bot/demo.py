"""The demo: an invented company, five telling questions, and then the page for your own."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.ask import Question, ask
from bot.pilote import Pilote
from bot.settings import Settings
from prompts import say
from storage.importing import import_source
from storage.sample import write_sample

QUESTIONS = (
    ("marcus.oakley@veridia.example", "What's our coverage this quarter?"),
    ("camille.roux@veridia.example", "il me reste combien à signer ce trimestre ?"),
    ("fiona.gallagher@veridia.example", "bookings by rep last quarter"),
    ("marcus.oakley@veridia.example", "taux de transfo par segment cette année"),
    ("camille.roux@veridia.example", "show me Alice Moreau's pipeline"),
)
HOST = "marcus.oakley@veridia.example"


def fill(bot: Pilote) -> None:
    """Makes the sample company as of today and brings it into the store."""
    with TemporaryDirectory() as folder:
        write_sample(Path(folder), today=bot.clock.today())
        import_source(bot.database, Path(folder), replace=True, now=bot.clock.now())


def show(bot: Pilote) -> None:
    """Asks the five questions and shows the answers, as their askers get them."""
    for asker, text in QUESTIONS:
        print(f"{asker} › {text}")
        answer = ask(bot, Question(text, asker, "demo"))
        print("\n".join(f"  {line}" for line in answer.text.splitlines()))
        print()


def stay(bot: Pilote, settings: Settings, url: str) -> None:
    """Serves the page where somebody sits at a terminal; says how to go on in any case."""
    locale = bot.locale or "en"
    command = f"{_typed()} chat --as {HOST} --database {url}"
    print(say(locale, "say.demo.go_on", command=command))
    if sys.stdin.isatty() and sys.stdout.isatty():
        from bot.trying.run import run  # noqa: PLC0415 (Slack's libraries are needed here only)

        run(settings, bot, host=HOST)
    else:
        command = f"{_typed()} workspace --as {HOST} --database {url}"
        print(say(locale, "say.demo.page", command=command))


def _typed() -> str:
    """The command as it can be typed again in this folder, on the path or not."""
    given = Path(sys.argv[0])
    if given.name != "pilote":
        return "python -m bot"
    return str(given.relative_to(Path.cwd()) if given.is_relative_to(Path.cwd()) else given)
