"""Won deals beside the company's own rules, against sums done by hand (tests/company.py)."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, insert

from storage.database import Database
from storage.tables import approvals, discount_rules
from tests.company import CAMILLE, FIONA, MARCUS, OLIVER
from tests.tools.conftest import Asked, rows_of

# Won this quarter: O5 36,000 at 25 % of Flow (Oliver, SMB), O6 200,000 at 20 % of Flow (Camille,
# Enterprise), O12 60,000 of Insight without one (Alice, Enterprise).
AT = datetime(2026, 11, 9, 9, tzinfo=UTC)


def _set(store: Database, rules: str) -> None:
    with store.writing() as connection:
        row = {"text": rules, "set_by": MARCUS, "set_at": AT}
        connection.execute(insert(discount_rules).values(row))


@pytest.mark.parametrize(
    ("rules", "kept"),
    [
        ("- limit: 19%", 1),
        ("- limit: 0.2", 2),
        ("- limit: 10%\n- product: veridia flow\n  limit: 25%", 3),
        ("- product: p1\n  limit: 19%\n- product: P1\n  from: 200000\n  limit: 20%", 2),
        ("- product: P1\n  limit: 19%\n- product: P1\n  from: 200001\n  limit: 20%", 1),
        ("- product: P1\n  limit: 10%\n- product: P1\n  below: 36000.01\n  limit: 25%", 2),
        ("- family: platform\n  limit: 22%\n- limit: 90%", 2),
        ("- product: P2\n  limit: 0%", 2),  # of Flow the price list has 20 %
        ("- limit: 1%\n- role: manager\n  limit: 50%", 1),  # those who sell here are no managers
    ],
)
def test_kept_to_the_rules(company: Database, figure_of: Asked, rules: str, kept: int) -> None:
    _set(company, rules)
    found = figure_of(MARCUS, "discount_rules_kept")
    assert (found.value, found.n) == (pytest.approx(kept / 3), 3)
    by_list = figure_of(MARCUS, "discount_compliance")  # its figure is that of the price list
    assert (by_list.value, by_list.n) == (pytest.approx(2 / 3), 3)
    assert by_list.facts == {"within_own_rules": kept}


def test_by_rep_and_segment_and_what_was_approved(company: Database, figure_of: Asked) -> None:
    nothing = figure_of(MARCUS, "discount_rules_kept")
    assert (nothing.value, nothing.reason) == (None, "no_discount_rules")
    assert figure_of(MARCUS, "discount_compliance").facts == {}
    _set(company, "- limit: 20%")
    by_rep = rows_of(figure_of(MARCUS, "discount_rules_kept", by="rep"))
    assert (by_rep[OLIVER], by_rep[CAMILLE]) == (0, 1)
    by_segment = figure_of(MARCUS, "discount_rules_kept", by="segment")
    assert rows_of(by_segment) == {"SMB": 0, "Enterprise": 1}
    asked = {"deal": "O5", "discount": 0.25, "asked_by": OLIVER, "asked_at": AT}
    with company.writing() as connection:  # less was approved than was given
        row = {**asked, "discount": 0.2, "decided_by": FIONA, "decided_at": AT}
        connection.execute(insert(approvals).values(row))
        connection.execute(insert(approvals).values(asked))  # and this still waits
    assert figure_of(MARCUS, "discount_rules_kept").facts == {}
    with company.writing() as connection:
        connection.execute(delete(approvals))
        row = {**asked, "decided_by": FIONA, "decided_at": AT}
        connection.execute(insert(approvals).values(row))
    approved = figure_of(MARCUS, "discount_rules_kept")
    assert (approved.value, approved.facts) == (pytest.approx(2 / 3), {"approved_beyond": 1})


def test_a_manager_s_own_deals_go_by_the_rules_of_managers(
    company: Database, figure_of: Asked
) -> None:
    with company.writing() as connection:
        connection.exec_driver_sql(f"UPDATE people SET role = 'manager' WHERE email = '{OLIVER}'")
    _set(company, "- limit: 20%\n- role: manager\n  limit: 25%")
    assert figure_of(MARCUS, "discount_rules_kept").value == 1
