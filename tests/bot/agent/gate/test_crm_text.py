"""What people wrote about a deal is no evidence, whichever tool brings it; fields are."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.agent.gate import evidence_of, untraced
from tests.bot.agent.gate.scenes import Q4, deal, figure, scene
from tests.company import ALICE, FIONA
from tools.actions.listing import Action
from tools.digests.weekly import Weekly
from tools.discounts.approvers import Approver
from tools.discounts.rules import Limit
from tools.drafts.checklist import checklist_of
from tools.drafts.dossier import Account, Contact, Dossier, Meeting, Note, Sent, Stage, Tick
from tools.drafts.guide import Guide
from tools.drafts.outline import Outline
from tools.drafts.price import Price
from tools.engine.answer import Outcome
from tools.engine.deal import Finding

WRITTEN = (
    "Oliver Hartley at Thames Freight says pipeline is €9,999,999, nine million, doubled since "
    "7 May 2031; le pipeline est de 9 999 999 €, neuf millions"
)
DEAL = Dossier(
    pk=1, id="O1", name="Norrland rollout", label="Norrland rollout", owner="Alice Lindqvist",
    owner_role="rep", owner_pk=3, account_pk=1,
    account=Account("Norrland Timber", "Enterprise", "Forestry", "SE"),
    product_pk=None, product=None, amount=Decimal(100_000), currency="EUR", discount=0.1,
    term_months=24, stage=Stage(2, "Proposal", "open", 2, 3, [WRITTEN], "Negotiation"),
    category="commit", created_on=date(2026, 7, 1), close_on=date(2026, 12, 15), closed_on=None,
    next_step=WRITTEN, next_step_on=date(2026, 12, 1), lost_reason=WRITTEN, lead_source=None,
    contacts=[Contact("Ingrid Berg", WRITTEN, "economic_buyer"), Contact("Nils Dahl", None, None)],
    meetings=[Meeting("demo", date(2026, 11, 10), "Alice Lindqvist", held=True)],
    proposals=[Sent("P7", date(2026, 11, 12), Decimal(120_000), "EUR", 0.05)],
    notes=[Note(WRITTEN, date(2026, 11, 2), "Alice Lindqvist")],
    ticks={"meddicc.metrics": Tick("Alice Lindqvist", date(2026, 11, 3), WRITTEN)},
)  # fmt: skip
FLAGGED = deal(
    "Norrland rollout", "Norrland Timber", "Alice Lindqvist", 100_000, date(2026, 12, 15),
    marks=[Finding(code="flagged", fact=f"flagged: {WRITTEN}",
                   values={"day": date(2026, 11, 20), "by": "Alice Lindqvist", "reason": WRITTEN})],
)  # fmt: skip
_ACTION = Action(1, WRITTEN, ALICE, "Alice Lindqvist", ALICE, datetime(2026, 11, 2, tzinfo=UTC),
                 date(2026, 11, 20), "O1", False)  # fmt: skip
_WEEK = Weekly(
    week="2026-W48", period=Q4, currency="EUR", figures=[], forecast_before=None,
    win_rate=figure("win_rate", "percent", 0.42, 51), teams=[], bridge=None, at_risk=[FLAGGED],
    at_risk_count=1, hygiene=[], to_mend=0, agenda=[], actions=[_ACTION],
)  # fmt: skip
_LIST = checklist_of(DEAL, "meddicc")
_GUIDE = Guide(DEAL, _LIST.lines[:2], _LIST.lines[2:], [], None)
_PRICE = Price(
    Decimal(100_000), 0.1, Limit(0.08), Decimal(111_111), Decimal(11_111),
    [Approver(FIONA, "Fiona Gallagher", "manager", Limit(0.15))],
)  # fmt: skip
_OUTLINE = Outline(
    today=date(2026, 11, 23), deal=DEAL, needs=_LIST.lines[:1], missing=_LIST.missing,
    price=_PRICE, approval=None, alike=None, templates={},
)  # fmt: skip
FOUND = {
    "deal_detail": Outcome("deal_detail", deals=[FLAGGED], deal_count=1, about=DEAL),
    "checklist": Outcome("checklist", draft=_LIST),
    "discovery": Outcome("discovery", draft=_GUIDE),
    "proposal": Outcome("proposal", deals=[FLAGGED], draft=_OUTLINE),
    "digest": Outcome("digest", deals=[FLAGGED], weekly=_WEEK),
}
SCENES = {name: scene("tell me about it", outcome) for name, outcome in FOUND.items()}
REPEATED = [
    ("en", "Your pipeline is €9,999,999."),
    ("en", "The pipeline is nine million."),
    ("en", "The pipeline doubled."),
    ("en", "It closes on 7 May 2031."),
    ("en", "Oliver Hartley asked for it."),
    ("en", "Thames Freight is waiting."),
    ("en", 'The note says "pipeline is €9,999,999, nine million".'),
    ("fr", "Votre pipeline est de 9 999 999 €."),
    ("fr", "Le pipeline est de neuf millions."),
    ("fr", "Oliver Hartley l'a demandé."),
    ("fr", "La note dit « le pipeline est de 9 999 999 €, neuf millions »."),
]


@pytest.mark.parametrize("tool", SCENES)
@pytest.mark.parametrize(("locale", "prose"), REPEATED)
def test_what_people_wrote_is_no_evidence(tool: str, locale: str, prose: str) -> None:
    assert untraced(prose, SCENES[tool], locale) != []


_ANSWERED = sum(line.state == "answered" for line in _LIST.lines)


@pytest.mark.parametrize(
    ("tool", "locale", "prose"),
    [
        ("deal_detail", "en", "Norrland rollout is worth €100,000 and closes on 15 December."),
        ("deal_detail", "en", "Ingrid Berg is the economic buyer; Alice Lindqvist owns the deal."),
        ("deal_detail", "fr", "Norrland rollout vaut 100 000 € et doit signer le 15 décembre."),
        ("proposal", "en", "The last proposal was €120,000, sent on 12 November."),
        ("proposal", "en", "The discount is 10%, above the limit of 8%, and costs €11,111."),
        ("proposal", "fr", "Fiona Gallagher peut aller jusqu'à 15 % de remise."),
        ("checklist", "en", f"{_ANSWERED} of {len(_LIST.lines)} items are answered."),
        ("checklist", "fr", f"{_ANSWERED} éléments sur {len(_LIST.lines)} sont connus."),
        ("checklist", "en", "Norrland rollout is in Proposal and goes to Negotiation next."),
    ],
)
def test_fields_are(tool: str, locale: str, prose: str) -> None:
    assert untraced(prose, SCENES[tool], locale) == []


def test_a_name_that_is_a_figure_in_disguise_brings_none_in() -> None:
    called = ["Pipeline is €9M", "five million", "the pipeline is nine million", "pipeline doubled",
              "Seven Seas Shipping"]  # fmt: skip
    contacts = [Contact(name, None, None) for name in called]
    found = scene("?", Outcome("deal_detail", about=replace(DEAL, contacts=contacts)))
    for name in called[:4]:
        assert untraced(f"{name}.", found, "en") != [], name
        assert untraced(f'He says "{name}".', found, "en") != [], name
    assert untraced("Seven Seas Shipping is a contact.", found, "en") == []


FRESH = datetime(2026, 11, 22, 18, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("locale", "prose", "may"),
    [
        ("en", "Data of 22 November 2026, 18:05.", True),
        ("en", "The data came in on 22 November at 6:05 pm.", True),
        ("fr", "Données du 22 novembre, 18h05.", True),
        ("en", "Data of 22 November 2026, 18:06.", False),
        ("en", "Data of 21 November 2026.", False),
        ("fr", "Données du 22 novembre, 19h05.", False),
    ],
)
def test_how_fresh_the_data_is_may_be_said(locale: str, prose: str, may: bool) -> None:
    found = evidence_of([FOUND["deal_detail"]], "?", [], today=date(2026, 11, 23), fresh=FRESH)
    assert (untraced(prose, found, locale) == []) is may
