"""Scans made by hand: a few accounts that differ in everything a sink has to show."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from tests.tables import Hashed
from upsell_cli.frames.accounts import ACCOUNTS
from upsell_cli.frames.contract import Column
from upsell_cli.frames.documents.results import Amounts, BookOfBusiness, Peers, ScanResult, Totals
from upsell_cli.frames.offers import OFFERS, Valued
from upsell_cli.frames.tables import BIN, READINGS, FileReport, Inputs, Join, Readings, Tables
from upsell_cli.frames.verdicts import VERDICTS, Verdicts
from upsell_cli.problems import Place, Problem

AS_OF = date(2026, 11, 20)

COLUMNS: dict[str, Column] = {c.name: c for contract in (ACCOUNTS, OFFERS, VERDICTS) for c in contract}

LUMEN = {
    "account_id": "ACME-01",
    "account_name": "Lumen Health",
    "state": "qualified",
    "rank": 1,
    "offer_type": "tier_upgrade",
    "scenario": "outgrowing",
    "from_tier": "starter",
    "to_tier": "growth",
    "score": 93.96,
    "chance": 0.1842,
    "chance_basis": "prior",
    "confidence": "B",
    "evidence_share": 0.72,
    "binding_meter": "users",
    "utilisation": 1.02,
    "peak_utilisation": 1.2,
    "breach_p_13w": 1.0,
    "arr_now_minor": 588_00,
    "delta_arr_minor": 1800_00,
    "delta_spend_minor": 1800_00,
    "currency": "USD",
    "expected_value_minor": 331_56,
    "customer_value_minor": 15600_00,
    "customer_cost_minor": 1800_00,
    "return_multiple": 8.666666666,
    "payback_months": 1.3846,
    "value_basis": "stated",
    "owner_role": "cs",
    "lead_name": "Ana Lima",
    "contact_on": AS_OF,
    "renewal_date": date(2027, 1, 31),
    "channel": "call",
    "next_step": "Book the review",
    "reasons": "limit;feature",
    "objection": "expensive",
    "evidence": "5.1 of 5 users; asked for single sign-on 3 times in 91 days",
}
STORAGE = LUMEN | {
    "account_id": "0007",
    "account_name": "Falcon Analytics and Partners International",
    "rank": 2,
    "offer_type": "add_on",
    "scenario": "team_growth",
    "from_tier": "growth",
    "to_tier": "growth",
    "add_on": "extra_storage+extra_storage",
    "quantity": 2,
    "score": 71.2,
    "binding_meter": "storage_gb",
    "utilisation": 0.996,
    "breach_earliest": date(2026, 12, 3),
    "breach_latest": date(2026, 12, 24),
    "delta_arr_minor": 696_00,
    "return_multiple": 4.99,
    "value_basis": "assumed",
    "owner_role": "sales",
    "last_contact_on": date(2026, 9, 1),
    "cheapest_option": "seat_expansion:growth+5",
}
SEATS = LUMEN | {
    "account_id": "[/]",
    "account_name": "[bold]x\x1b[31m\u202eredro",
    "rank": 3,
    "offer_type": "seat_expansion",
    "from_tier": "growth",
    "to_tier": "growth",
    "quantity": 12,
    "score": 50.04,
    "utilisation": 0.61,
    "breach_p_13w": 0.42,
    "return_multiple": None,
    "delta_arr_minor": 14_400_00,
    "owner_role": "hybrid",
    "renewal_date": None,
}
QUOTE = LUMEN | {
    "account_id": "=cmd()",
    "account_name": "東京データ株式会社",
    "rank": 4,
    "from_tier": "scale",
    "to_tier": "enterprise",
    "quote": True,
    "delta_arr_minor": None,
    "delta_spend_minor": None,
    "expected_value_minor": None,
    "return_multiple": None,
    "payback_months": None,
    "utilisation": None,
    "binding_meter": None,
    "breach_p_13w": None,
    "scenario": "compliance",
    "owner_role": "sales",
    "currency": "JPY",
    "arr_now_minor": 1_078_800,
}
SAVES = LUMEN | {
    "account_id": "SAVE-1",
    "account_name": "Orchid Media",
    "state": "saves_money",
    "rank": None,
    "scenario": "cheaper_on_target",
    "delta_arr_minor": 1800_00,
    "delta_spend_minor": -1260_00,
}
SMALLER = LUMEN | {
    "account_id": "SMALL-1",
    "account_name": "Atlas Energy",
    "state": "right_size",
    "rank": None,
    "offer_type": "right_size",
    "from_tier": "scale",
    "to_tier": "growth",
    "utilisation": 0.04,
    "breach_p_13w": None,
    "delta_arr_minor": -8_400_00,
    "delta_spend_minor": -8_400_00,
    "held_reason": "The growth tier holds all they use.",
}
ADOPTION = LUMEN | {
    "account_id": "HELD-1",
    "account_name": "Kestrel Labs",
    "state": "fix_adoption_first",
    "rank": None,
    "utilisation": 0.31,
    "breach_p_13w": None,
    "held_reason": "3 of 25 seats are active; more of them would not be used.",
    "release_on": None,
}
COOLING = LUMEN | {
    "account_id": "HELD-2",
    "account_name": "Cobalt Robotics",
    "state": "cool_down",
    "rank": None,
    "utilisation": 0.97,
    "held_reason": "Called on 11 November.",
    "release_on": date(2026, 12, 11),
}

ROWS: tuple[dict[str, Any], ...] = (LUMEN, STORAGE, SEATS, QUOTE, SAVES, SMALLER, ADOPTION, COOLING)


def verdicts(*rows: dict[str, object]) -> Verdicts:
    """A frame of verdicts with every declared column; what a row leaves out is not known, but the rate."""
    columns = {}
    for name, column in COLUMNS.items():
        values: list[Any] = [row.get(name, 1.0 if name == "rate" else None) for row in rows]
        if column.dtype == "date":
            values = [np.datetime64(value) for value in values]
        else:
            values = [pd.NA if value is None else value for value in values]
        dtype: Any = column.pandas_dtype
        columns[name] = pd.Series(pd.array(values, dtype))
    return Verdicts(pd.DataFrame(columns))


def readings(*lines: tuple[str, str, list[float | None]]) -> Readings:
    """Readings of account and meter, the newest first."""
    frame = READINGS.conform(pd.DataFrame()).reindex(range(len(lines)))
    frame["account_id"] = pd.array([account for account, _, _ in lines], dtype="string")
    frame["meter"] = pd.array([meter for _, meter, _ in lines], dtype="string")
    for place in range(26):
        column = [values[place] if place < len(values) else None for _, _, values in lines]
        frame[BIN.column(str(place))] = pd.array(column, dtype="Float64")
    return Readings(frame)


TOTALS = Totals(
    accounts=200,
    qualified=Amounts(4, 16_896_00, 1_210_55),
    by_type={
        "tier_upgrade": Amounts(2, 1_800_00, 331_56),
        "seat_expansion": Amounts(1, 14_400_00, 700_00),
        "add_on": Amounts(1, 696_00, 178_99),
    },
    by_state={"qualified": 4, "saves_money": 1, "right_size": 1, "fix_adoption_first": 37, "cool_down": 16},
    quotes=1,
    without_rate=0,
    savings_minor=1_260_00,
    at_limit=44,
    if_accepted={"5%": 844_80, "20%": 3_379_20},
)

INPUTS = Inputs(
    tables=Tables(readings=readings(), profile=pd.DataFrame()),
    as_of=AS_OF,
    as_of_origin="newest date in usage.csv",
    grain="weekly",
    grain_origin="usual gap of 7 days",
    files=(
        FileReport(
            "usage", "usage.csv", Hashed("ab" * 32), "utf-8", ",", 1, (), 5203, 5200, 1, {"duplicate": 2}
        ),
        FileReport("billing", "billing.csv", Hashed("cd" * 32), "utf-8", ",", 1, (), 200, 200, 0, {}),
    ),
    joins=(Join("usage", "billing", 199, 200, ("0042",)),),
    problems=(
        Problem(
            "bad-number",
            '"twelve" is not a number',
            Place("usage.csv", 3, "active_users"),
            "Write digits.",
            "twelve",
        ),
    ),
)


def scan(*rows: dict[str, object], history: Readings | None = None) -> ScanResult:
    """A scan with these verdicts, or with one of every kind."""
    tables = INPUTS.tables._replace(readings=readings() if history is None else history)
    return ScanResult(
        verdicts=verdicts(*(rows or ROWS)),
        offers=Valued(OFFERS.conform(pd.DataFrame())),
        inputs=INPUTS._replace(tables=tables),
        totals=TOTALS,
        business=BookOfBusiness(200, 203, 41_166_00, {"starter": (120, 118, 5_880_00)}, {"JPY": 89_900}),
        peers=Peers(0.05, "prior", -3.1, 180),
        currency="USD",
        catalogue_sha256="ef" * 32,
        version="0.1.0",
        names={"starter": "Starter", "growth": "Growth", "users": "Users", "storage_gb": "Storage"},
        good_return=3.0,
    )
