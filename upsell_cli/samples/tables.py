"""The files of a sample: their headers, in the canonical words, and rows of text under them."""

import csv
import io
from collections.abc import Iterable, Mapping

from upsell_cli.samples import ladder
from upsell_cli.samples.plan import Plan

HEADERS: dict[str, tuple[str, ...]] = {
    table: tuple(names.split())
    for table, names in {
        "accounts": """
            account_id name domain industry employees country timezone owner csm lifecycle nps nps_on csat
            csat_on health customer_since renewal_date budget revenue_stage funding_date compliance_deadline
            do_not_contact goal next_review stakeholders integrations
        """,
        "billing": """
            account_id subscription_id plan arr interval currency seats status started_at ended_at
            renewal_date term_start term_end cancel_at
        """,
        "billing_history": """
            account_id subscription_id plan arr interval currency seats status valid_from valid_to
            renewal_date term_start term_end cancel_at
        """,
        "invoices": """
            account_id invoice_id invoice_date base_amount overage_amount currency status due_date
            period_start period_end proration
        """,
        "events": "account_id date type value feature text severity first_reply_minutes",
        "contacts": "account_id date contact_id channel purpose outcome fingerprint",
        "deals": "account_id deal_id stage amount currency opened closed close_date owner to_tier",
        "people": "account_id name role do_not_contact",
        "value": """
            account_id driver hours_per_person_week people hourly_cost currency source stated_by stated_on
        """,
        "crosswalk": "from_id account_id",
        "rates": "date from to rate",
        "truth": """
            account_id need_meter need_share upgraded_within_91d left_within_91d chance best_offer best_tier
        """,
    }.items()
}
USAGE_WIDE = ("account_id", "date", *ladder.METERS)
USAGE_LONG = ("account_id", "date", "metric", "value")
BYTE_ORDER_MARK = "\ufeff"

Row = Mapping[str, str]


def first_bytes(table: str, plan: Plan) -> bytes:
    """Give what a file begins with: its header, behind a byte-order mark where that dirt is wanted."""
    usage = USAGE_WIDE if plan.formats.shape == "wide" else USAGE_LONG
    names = usage if table == "usage" else HEADERS[table]
    mark = BYTE_ORDER_MARK if "bom" in plan.dirt else ""
    return (mark + ",".join(names) + plan.newline).encode()


def flag(value: bool) -> str:  # noqa: FBT001  a cell
    """Give yes or no as a cell.

    >>> flag(True)
    'true'
    """
    return "true" if value else "false"


def rows_as_bytes(table: str, rows: Iterable[Row], newline: str) -> bytes:
    r"""Give the rows of a table as CSV; cells that a row does not name stay empty.

    >>> rows_as_bytes("rates", [{"from": "EUR", "to": "USD", "rate": "1.08"}], "\n")
    b',EUR,USD,1.08\n'
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADERS[table], restval="", lineterminator=newline)
    writer.writerows(rows)
    return text.getvalue().encode()
