"""Charts that Slack refuses follow as one picture, where no one sees it who may not."""

import struct
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.blocks.charts import chart
from bot.pictures.charts import charts_in, in_words
from bot.pictures.drawing import DPI, WIDTH, picture
from bot.posting import Message, web_client
from bot.sending import Place, deliver
from bot.settings import Settings
from bot.workspace import Workspace
from bot.workspace.model.messages import Message as Posted

BY_REP = "bookings by rep this quarter"


def size(png: bytes) -> Sequence[int]:
    """Width and height in dots."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def pictures(workspace: Workspace) -> list[Posted]:
    return [one for one in workspace.posts() if one.files]


@pytest.mark.parametrize(
    ("locale", "unit", "words"),
    [
        ("en", "EUR", "Chart: Moved. created €120K; lost −€1.5M."),
        ("fr", "EUR", "Graphique : Moved. created 120 k €; lost −1,5 M €."),
        ("fr", "%", "Graphique : Moved. created 120 000 %; lost −1 500 000 %."),
        ("en", "", "Chart: Moved. created 120K; lost −1.5M."),
    ],
)
def test_a_chart_in_words(locale: str, unit: str, words: str) -> None:
    block = chart("bar", "Moved", ["created", "lost"], {"a": [120e3, -1.5e6]}, unit=unit)
    charts = charts_in([{"type": "divider"}, block], locale)
    assert in_words(charts).replace("\u202f", " ").replace("\xa0", " ") == words


def test_names_are_no_formulas_and_long_lists_are_cut_for_readers() -> None:
    labels = [f"$\\frac{{{n}}}$ Élodie & <co>" for n in range(20)]
    block = chart("line", "Bookings · Month", labels, {"2026": range(20), "2025": range(20)})
    charts = charts_in([block], "fr")
    wide, high = size(picture(charts))
    assert wide == WIDTH * DPI
    assert high > 400
    assert len(in_words([*charts] * 9)) == 1_000


@pytest.mark.usefixtures("north")
async def test_refused_charts_follow_as_a_picture(served: Workspace) -> None:
    served.refuse_blocks("data_visualization", "data_table")
    question = await served.dm("Fiona Gallagher", BY_REP)
    answer = await served.wait_for_reply(question, seconds=20)
    assert "Alice Lindqvist" in str(answer.blocks)
    shown = (await served.until(lambda: pictures(served) or None, seconds=20))[0]
    assert shown.thread_ts == question.ts
    [file] = served.core.files.values()
    assert size(file.content or b"")[0] == WIDTH * DPI
    assert "Alice Lindqvist €60K; Oliver Hartley €36K" in file.alt_txt
    await served.click("Fiona Gallagher", answer, "Compare")
    await served.until(lambda: len(pictures(served)) == 2 or None, seconds=20)
    assert {one.thread_ts for one in pictures(served)} == {question.ts}


@pytest.mark.usefixtures("north")
async def test_without_the_scope_the_words_stay(served: Workspace) -> None:
    scopes = served.core.app.scopes - {"files:write"}
    served.core.app = replace(served.core.app, scopes=scopes)
    served.refuse_blocks("data_visualization")
    question = await served.dm("Fiona Gallagher", BY_REP)
    answer = await served.wait_for_reply(question, seconds=20)
    assert "Oliver Hartley" in str(answer.blocks)
    refused = await served.until(
        lambda: [c for c in served.calls if c.method.startswith("files.")] or None, seconds=20
    )
    assert [one.answer["error"] for one in refused] == ["missing_scope"]
    await served.idle(0.3)
    assert not pictures(served)


@pytest.mark.usefixtures("north")
async def test_what_is_for_ones_eyes_is_no_picture_for_all(served: Workspace) -> None:
    served.refuse_blocks("data_visualization", "data_table")
    question = await served.say("Fiona Gallagher", "#north", f"@Pilote {BY_REP}")
    await served.wait_for_reply(question, seconds=20)
    await served.idle(0.5)
    assert not served.core.files


async def test_a_digests_bridge_follows_as_a_picture_once(
    slack: Workspace, settings: Settings
) -> None:
    slack.refuse_blocks("data_visualization")
    block = chart("bar", "Ce qui a bougé", ["Créé", "Perdu"], {"a": [9e4, -3e4]}, unit="EUR")
    digest = Message("Semaine 48", [block], (), locale="fr")
    client = web_client(settings)
    place = Place(slack.im("Alice Lindqvist").id, None, "weekly_digest:2026-W48:a@b.example")
    sent = await deliver(client, place, digest, unclear=False)
    again = await deliver(client, place, digest, unclear=True)
    assert again == sent
    [shown] = pictures(slack)
    assert shown.files[0]["title"] == "Ce qui a bougé"
    assert "Perdu −30 k €" in shown.files[0]["alt_txt"].replace("\xa0", " ")
