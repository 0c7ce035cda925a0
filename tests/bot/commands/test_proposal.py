"""`pilote proposal` and `pilote discovery`: Markdown, JSON, a Word document, the company's own
template."""

from pathlib import Path

import pytest

from tests.bot.commands.conftest import Command
from tests.company import ALICE, CAMILLE, MARCUS, OLIVER, SOFIE

pytestmark = pytest.mark.usefixtures("store")


def test_a_proposal_says_where_each_line_is_from(pilote: Command) -> None:
    ran = pilote("proposal", "O1", "--as", MARCUS, "--json")
    assert ran.status == 0
    markdown = ran.json["draft"]["markdown"]
    assert ran.json["draft"] == {"kind": "proposal", "markdown": markdown}
    for line in markdown.split("\n## Discount")[0].splitlines():
        if line.startswith("- "):
            assert line.endswith(")_") or line.startswith("- **[to fill in: "), line
    assert "- A customer (Insurance, Enterprise): Veridia Flow, signed on 20 Oct 2026" in markdown
    assert "Loire" not in markdown.split("For us only")[0]  # nobody asked them
    assert "- O6: Loire Assurances, Loire claims" in markdown


def test_versions_are_kept(pilote: Command) -> None:
    assert "Version 1 " in pilote("proposal", "O1", "--as", ALICE).err
    assert "Version 1 " in pilote("proposal", "O1", "--as", ALICE).err
    assert "Version 2 " in pilote("proposal", "O1", "--as", ALICE, "--locale", "fr").err
    assert "Version 3 " in pilote("proposal", "O1", "--as", MARCUS).err  # with other proof


def test_a_word_document(pilote: Command, tmp_path: Path) -> None:
    from docx import Document  # noqa: PLC0415

    path = tmp_path / "norrland.docx"
    markdown = pilote("proposal", "O1", "--as", ALICE, "-o", str(path)).out
    document = Document(str(path))
    told = [(one.style.name, one.text) for one in document.paragraphs]
    assert told[0] == ("Title", "Proposal: Norrland rollout")
    assert ("Heading 1", "Price") in told
    assert ("List Bullet", "Price: €100,000 (CRM: deal)") in told
    headings = [text for style, text in told if style.startswith("Heading")]
    assert headings == [line[3:] for line in markdown.splitlines() if line.startswith("## ")]
    assert not any("**" in text or "_(" in text for _, text in told)
    [ours] = [one for one in document.paragraphs if one.text.startswith("For us only")]
    assert ours.paragraph_format.page_break_before
    blank = next(one for one in document.paragraphs if one.text.startswith("[to fill in"))
    assert all(run.font.highlight_color is not None for run in blank.runs if run.bold)
    broken = pilote("proposal", "O1", "--as", ALICE, "-o", str(tmp_path / "no" / "x.docx"))
    assert (broken.status, "cannot be written" in broken.err) == (2, True)


def test_closed_empty_unknown_and_unclear(pilote: Command) -> None:
    closed = pilote("proposal", "O5", "--as", OLIVER, "--locale", "fr").out
    assert "Cette affaire est close (Closed Won)" in closed
    assert "La remise de 25 % dépasse le plafond de Veridia Flow (20 %)." in closed
    empty = pilote("proposal", "O9", "--as", CAMILLE, "--locale", "en").out
    assert "- **[to fill in: the price]**" in empty
    assert "- **[to fill in: the product]**" in empty
    past = pilote("proposal", "O2", "--as", ALICE).out  # its next step was for 20 November
    assert "- Send the quote, 20 Nov 2026 **[to check: that day is past]** _(CRM: deal)_" in past
    unknown = pilote("proposal", "O1", "--as", CAMILLE, "--json")
    assert (unknown.status, unknown.json["draft"]) == (1, None)
    assert pilote("proposal", "Norrland", "--as", ALICE).status == 1
    guide = pilote("discovery", "O7", "--as", CAMILLE, "--json", "--locale", "fr").json
    assert guide["draft"]["kind"] == "discovery"
    assert "L'affaire est perdue" in guide["text"]


def test_the_companys_own_template(pilote: Command, tmp_path: Path) -> None:
    own = tmp_path / "own.md.jinja"
    own.write_text("# Offer {{ deal }}\n\n{{ price | bullets }}\n", encoding="utf-8")
    assert pilote("template", "--as", ALICE, "--set", str(own)).status == 1
    assert pilote("template", "--as", SOFIE, "--set", str(own)).status == 0
    ran = pilote("proposal", "O1", "--as", ALICE)
    assert ran.out.startswith("# Offer Norrland rollout\n\n- Price: €100,000 _(CRM: deal)_")
    bad = {
        "{{ nothing }}": "uses “nothing”",
        **dict.fromkeys(("{% if %}", "{{ deal.__class__.__mro__ }}"), "cannot be used: "),
        **dict.fromkeys(("{{ 1 / 0 }}", "{{ 'a' * 999999999 }}"), "cannot be used: "),
        **dict.fromkeys(("", " \n", "{# nothing #}"), "is empty"),
        "x" * 50_001: "more than 50000 characters",
        "{% for a in deal * 1 %}{% endfor %}": "cannot be used: ",
        "{% for a in range(9) %}{% endfor %}": "uses “range”",
    }
    for text, why in bad.items():
        own.write_text(text, encoding="utf-8")
        refused = pilote("template", "--as", SOFIE, "--set", str(own))
        assert (refused.status, why in refused.err) == (1, True), refused.err
    own.write_bytes(b"\xff\xfe")
    assert "no text in UTF-8" in pilote("template", "--as", SOFIE, "--set", str(own)).err
    assert pilote("proposal", "O1", "--as", ALICE).out == ran.out  # the good one stands
    pilote("template", "--as", SOFIE, "--reset")
    assert "## Timeline" in pilote("proposal", "O1", "--as", ALICE).out
