"""The facts the gates ask for, three-valued: yes, no, and not known, kept apart."""

from datetime import date

import numpy as np
import pandas as pd

from upsell_cli.config.policy import Policy
from upsell_cli.frames.vectors.blocks import Bools, Floats, day_of, days, typed, vector
from upsell_cli.frames.vectors.gather import words
from upsell_cli.frames.vectors.lots import drawn
from upsell_cli.frames.verdicts import Verdicts

AS_THEY_ARE = (
    "cancel_notice",
    "do_not_contact",
    "lifecycle",
    "status",
    "move_pending",
    "escalation_open",
    "usage_age_days",
    "usage_missing",
    "contacts_counted",
    "contacts_any",
    "tenure_weeks",
    "evidence_share",
)

SINCE = {
    "days_since_contact": "last_contact_on",
    "days_since_filling_contact": "filling_contact_on",
    "days_since_crowding_contact": "crowding_contact_on",
    "days_since_refusal": "last_no_on",
    "days_since_upgrade": "last_upgrade_on",
    "days_since_seats": "last_seats_on",
    "days_since_survey": "survey_on",
}


def facts(verdicts: Verdicts, policy: Policy, as_of: date) -> pd.DataFrame:
    """Give the columns of the table of gates; NA is "not known"."""
    today, hold_out = day_of(as_of), policy.contact.hold_out
    since = {name: today - days(verdicts, column) for name, column in SINCE.items()}
    known_contacts = ~np.isnan(vector(verdicts, "contacts_counted"))
    known_upgrades = known_contacts | ~np.isnan(vector(verdicts, "move_pending"))
    nps, csat = _one_settles_both(vector(verdicts, "nps"), vector(verdicts, "csat"), good=np.inf)
    active, depth = _one_settles_both(vector(verdicts, "active_share"), vector(verdicts, "depth"), good=1.0)
    failed, overdue = _one_settles_both(
        vector(verdicts, "payment_failed"), vector(verdicts, "payment_overdue"), good=0.0
    )
    numbers = {
        **{name: typed(age, "Float64") for name, age in since.items()},
        "nps": typed(nps, "Float64"),
        "csat": typed(csat, "Float64"),
        "active_share": typed(active, "Float64"),
        "depth": typed(depth, "Float64"),
        "pressure": typed(_pressure(verdicts), "Float64"),
    }
    flags = {
        "payment_failed": failed,
        "payment_overdue": overdue,
        "never_contacted": known_contacts & np.isnan(since["days_since_contact"]),
        "never_refused": known_contacts & np.isnan(since["days_since_refusal"]),
        "never_upgraded": known_upgrades & np.isnan(since["days_since_upgrade"]),
        "seats_bought": ~np.isnan(since["days_since_seats"]),
        "seats_pitched": words(verdicts, "pitch_type").among("seat_expansion")
        | (vector(verdicts, "pitch_seats_added") > 0),
        "held_out": drawn(verdicts["account_id"].tolist(), hold_out.share, hold_out.salt),
        "is_news": vector(verdicts, "news_since_contact") == 1,
        "cancellation_noted": _cancellation_noted(verdicts),
        "deal_open": _deal_open(verdicts),
        "without_budget": _said(verdicts, "budget", yes=("no", "false"), no=("yes", "true")),
        "pre_revenue": _said(verdicts, "revenue_stage", yes=("pre_revenue",), no=("revenue",)),
        "limits_unread": _limits_unread(verdicts),
        "needed": _needed(verdicts),
        "pitched": verdicts["pitch_id"].notna().to_numpy(),
        "rate_missing": _rate_missing(verdicts),
    }
    plain = {name: verdicts[name].array for name in AS_THEY_ARE}
    return pd.DataFrame(plain | numbers | {name: typed(flag, "boolean") for name, flag in flags.items()})


def _limits_unread(verdicts: Verdicts) -> Bools:
    """Tell where use of a limit is not known although others' is: nobody is held for a column never given."""
    measured = vector(verdicts, "limits_measured") != 0
    unread: Bools = (vector(verdicts, "limits_known") != 1) & measured
    return unread


def _one_settles_both(first: Floats, second: Floats, *, good: float) -> tuple[Floats, Floats]:
    """Give two answers to one question; where only one is known, the other is no reason for doubt."""
    return (
        np.where(np.isnan(first) & ~np.isnan(second), good, first),
        np.where(np.isnan(second) & ~np.isnan(first), good, second),
    )


def _pressure(verdicts: Verdicts) -> Floats:
    """Give the utilisation of the binding meter, 0 where it is known that no limit is finite."""
    unlimited = (vector(verdicts, "limits_known") == 1) & verdicts["binding_meter"].isna().to_numpy()
    return np.where(unlimited, 0.0, vector(verdicts, "utilisation"))


def _said(verdicts: Verdicts, name: str, *, yes: tuple[str, ...], no: tuple[str, ...]) -> Floats:
    """Give whether one of some words was recorded; any other word, such as `unknown`, says nothing."""
    recorded = words(verdicts, name)
    return np.select([recorded.among(*yes), recorded.among(*no)], [1.0, 0.0], default=np.nan)


def _cancellation_noted(verdicts: Verdicts) -> Floats:
    """Give whether billing carries the day of a cancellation; not known where billing was not read."""
    billed = verdicts["status"].notna().to_numpy()
    return np.select([verdicts["cancel_on"].notna().to_numpy(), billed], [1.0, 0.0], default=np.nan)


def _deal_open(verdicts: Verdicts) -> Floats:
    """Give whether a deal is open; an empty text says that there is none."""
    deal = verdicts["open_deal"]
    return np.where(deal.isna().to_numpy(), np.nan, (deal != "").to_numpy(dtype=float, na_value=0.0))


def _needed(verdicts: Verdicts) -> Bools:
    """Give whether there is a reason: an evidenced need, or that the offer costs less than now."""
    saves: Bools = vector(verdicts, "pitch_delta_spend_minor") <= 0
    return saves | (vector(verdicts, "need_count") > 0)


def _rate_missing(verdicts: Verdicts) -> Bools:
    """Give whether an amount would have to be converted and there is no rate; a mere quote has no amount."""
    merely_quoted = words(verdicts, "pitch_price_basis").among("quote")
    priced: Bools = verdicts["pitch_id"].notna().to_numpy() & ~merely_quoted
    return priced & np.isnan(vector(verdicts, "rate"))
