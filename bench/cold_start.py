"""How long `pilote ask` takes from a standing start."""

import statistics
import subprocess
import sys
import time

from bench.asking import TODAY, first_active
from storage.database import Database

RUNS = 5


def measure(database: Database) -> str:
    """The median, in a sentence."""
    url = database.url.render_as_string(hide_password=False)
    with database.reading() as connection:
        asker = first_active(connection, "rep").email
    command = [sys.executable, "-m", "bot", "ask", "what's my coverage?", "--as", asker]
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run(  # noqa: S603
            [*command, "--database", url, "--today", str(TODAY)], check=True, capture_output=True
        )
        times.append(time.perf_counter() - started)
    return f"`pilote ask` from a cold start: {statistics.median(times):.2f} s."
