"""`pilote kpi`: one figure, no language involved; or a batch of them."""

from typing import Annotated, Any

import typer

from bot.commands.batch import required, run_batch
from bot.commands.common import (
    DatabaseOption,
    JsonOption,
    LocaleOption,
    TodayOption,
    opened,
    print_json,
)
from bot.figures import figure_for, figure_json
from storage.errors import UsageError
from tools.engine.request import parse_request, parse_where


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("kpi", help="Compute one figure, without any language.")(kpi_command)


def kpi_command(
    name: Annotated[str | None, typer.Argument(help="The figure: see `pilote kpis`.")] = None,
    as_: Annotated[str | None, typer.Option("--as", help="Who asks: an email.")] = None,
    period: Annotated[str | None, typer.Option(help="2026-Q3, last_month, all, ...")] = None,
    as_of: Annotated[str | None, typer.Option(help="As it stood on this past day.")] = None,
    by: Annotated[str | None, typer.Option(help="Break down by this dimension.")] = None,
    where: Annotated[
        list[str] | None, typer.Option(help="DIM=VALUE, DIM!=VALUE, amount>=50000; repeatable.")
    ] = None,
    compare: Annotated[str | None, typer.Option(help="Compare with this period.")] = None,
    rank: Annotated[str | None, typer.Option(help="top_5, bottom_3")] = None,
    batch: Annotated[str | None, typer.Option(help="JSON lines of figures (- for stdin).")] = None,
    json: JsonOption = False,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """The figure on stdout; exit status 0 answered, 1 declined or denied."""
    with opened(database, today, locale) as bot:
        if batch is not None:
            run_batch(batch, lambda item: figure_json(*figure_for(bot, **_line(item))), bot.locale)
            return
        if name is None or as_ is None:
            raise UsageError("argument", argument="NAME --as EMAIL", given=name or "")
        given: dict[str, object] = {
            "kpi": name,
            "period": period,
            "as_of": as_of,
            "by": by,
            "compare": compare,
            "rank": rank,
            "where": parse_where(where or []),
        }
        figure, text = figure_for(bot, asker=as_, request=parse_request(given))
        if json:
            print_json(figure_json(figure, text))
        else:
            print(text)
    raise typer.Exit(0 if figure is not None and figure.status == "answered" else 1)


_ARGUMENTS = ("kpi", "period", "as_of", "by", "where", "compare", "rank")


def _line(item: dict[str, Any]) -> dict[str, Any]:
    given = {name: item[name] for name in _ARGUMENTS if item.get(name) is not None}
    required(item, "kpi")
    return {"asker": required(item, "as"), "request": parse_request(given)}
