"""The command `pilote`: the only file that wires the parts together."""

import sys

from bot.commands import app, run


def main() -> None:
    """Runs the command line; exit status 0 answered, 1 not answered, 2 wrong or broken."""
    sys.exit(run(app))


if __name__ == "__main__":
    main()
