"""Versions of proposals: each draft that differs from the one before is kept."""

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from bot.pilote import Pilote
from storage.tables import proposal_versions
from tools.engine.answer import Answer


def keep(bot: Pilote, answer: Answer) -> int | None:
    """The version that a drafted proposal is; None for any other answer."""
    if answer.draft is None or answer.draft["kind"] != "proposal" or not answer.deals:
        return None
    return kept(bot, answer.deals[0].id, answer.draft["markdown"], answer.locale, answer.asked_by)


def kept(bot: Pilote, deal: str, markdown: str, locale: str, by: str) -> int:
    """The version of a deal's proposal. The same text is the same version, whoever asks again."""
    with bot.database.writing() as connection:
        while True:
            last, text = _last(connection, deal, locale)
            if text == markdown:
                return last
            version = _newest(connection, deal) + 1
            row = {
                "deal": deal,
                "version": version,
                "locale": locale,
                "markdown": markdown,
                "drafted_by": by,
                "drafted_at": bot.clock.now(),
            }
            try:
                with connection.begin_nested():
                    connection.execute(insert(proposal_versions).values(row))
            except IntegrityError:  # somebody else's draft took the number
                continue
            return version


def _last(connection: Connection, deal: str, locale: str) -> tuple[int, str | None]:
    v = proposal_versions.c
    query = select(v.version, v.markdown).where(v.deal == deal, v.locale == locale)
    row = connection.execute(query.order_by(v.version.desc()).limit(1)).one_or_none()
    return (row.version, row.markdown) if row else (0, None)


def _newest(connection: Connection, deal: str) -> int:
    v = proposal_versions.c
    query = select(v.version).where(v.deal == deal).order_by(v.version.desc()).limit(1)
    return connection.scalar(query) or 0
