"""Pilote: from the settings of the company to the figure, in the asker's scope."""

import sys
from functools import partial

from bench.asking import ask, first_active
from bench.sidebyside.contest import compete, folder, given
from bench.sidebyside.questions import requests, rows
from storage.database import Database
from tools.engine.people import person_by_email

given_ = given(folder())

if __name__ == "__main__":
    url = f"sqlite:///{given_.sqlite}" if sys.argv[2] == "sqlite" else given_.postgresql
    with Database(url).reading() as connection:
        executive = first_active(connection, "executive")
        rep = person_by_email(connection, given_.rep) or executive
        asks = {
            name: partial(ask, connection, rep if name == "pipeline_of_rep" else executive, request)
            for name, request in requests(given_).items()
        }
        compete(asks, rows)
