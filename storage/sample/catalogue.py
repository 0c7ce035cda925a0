"""What the sample company sells, and the stages a deal goes through."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the sales process, in order."""

    name: str
    kind: str
    probability: float
    exit_criteria: str
    days: float  # how long it takes, relative to the others


@dataclass(frozen=True, slots=True)
class Product:
    """One thing to sell; `short` is what it is called in a deal's name."""

    id: str
    name: str
    short: str
    family: str
    list_price: str
    currency: str
    max_discount: float
    recurring: bool
    price_level: float  # of the segment's usual amount
    shares: tuple[float, float, float]  # of deals, by segment


STAGES = (
    Stage("Qualification", "open", 0.10,
          "Need confirmed; Budget order of magnitude known; Decision process sketched", 0.7),
    Stage("Discovery", "open", 0.20,
          "Pains quantified; Champion identified; Current solution understood", 1.0),
    Stage("Solution Fit", "open", 0.35,
          "Demo held with users; Technical requirements met; Success criteria agreed", 1.2),
    Stage("Proof of Value", "open", 0.50,
          "Pilot results accepted; Economic buyer met; Business case shared", 1.3),
    Stage("Proposal", "open", 0.65,
          "Proposal sent; Pricing reviewed with economic buyer; Legal contacts known", 1.0),
    Stage("Negotiation", "open", 0.85,
          "Contract redlines closed; Security review passed; Signature date agreed", 0.8),
    Stage("Closed Won", "won", 1.0, "", 0.0),
    Stage("Closed Lost", "lost", 0.0, "", 0.0),
)  # fmt: skip
PROPOSAL, NEGOTIATION, WON, LOST = 4, 5, 6, 7  # positions in STAGES

PRODUCTS = (
    Product("P-REPORT", "Veridia Report", "Report", "Reporting", "12000.00", "EUR", 0.15,
            True, 0.85, (0.36, 0.26, 0.14)),
    Product("P-TRACE", "Veridia Trace", "Trace", "Supply Chain", "30000.00", "EUR", 0.15,
            True, 1.25, (0.14, 0.25, 0.32)),
    Product("P-LEDGER", "Veridia Ledger", "Ledger", "Reporting", "24000.00", "EUR", 0.12,
            True, 1.1, (0.12, 0.18, 0.22)),
    Product("P-INSIGHT", "Veridia Insight", "Insight", "Analytics", "9000.00", "EUR", 0.20,
            True, 0.7, (0.20, 0.14, 0.12)),
    Product("P-CONNECT", "Veridia Connect", "Connect", "Supply Chain", "14000.00", "USD", 0.10,
            True, 0.8, (0.06, 0.09, 0.12)),
    Product("P-ONBOARD", "Onboarding Package", "Onboarding", "Services", "6000.00", "EUR", 0.10,
            False, 0.45, (0.08, 0.05, 0.04)),
    Product("P-ADVISORY", "Advisory Days", "Advisory", "Services", "1400.00", "GBP", 0.0,
            False, 0.5, (0.04, 0.03, 0.04)),
)  # fmt: skip
