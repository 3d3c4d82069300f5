"""What if something in the way were gone: a payment made, an escalation closed, a contact not made."""

from collections.abc import Iterator
from datetime import date, timedelta

import pandas as pd

from upsell_cli.frames.accounts.roster import NO_CUSTOMER
from upsell_cli.frames.vectors.lists import BETWEEN
from upsell_cli.stages.signals import LOST
from upsell_cli.workflows.explain.facts import Judged
from upsell_cli.workflows.explain.whatif import changes
from upsell_cli.workflows.explain.whatif.lever import Lever


def of_payments(case: Judged) -> Iterator[Lever]:
    """Suppose that the payments due were made."""
    failed, overdue = case["payment_failed"] is True, case["payment_overdue"] is True
    recovered = changes.happened("payment_recovered", case.as_of)
    lines = [changes.rewritten(table, _past_due, status="active") for table in ("billing", "profile")]
    paid = changes.together(changes.rewritten("invoices", _unpaid, status="paid"), *lines)
    if failed and overdue:  # either alone would leave the account held for the other
        words = "the failed payment made good, and the open bill with it"
        yield Lever("payment_failed", 1.0, words, changes.together(recovered, paid))
    elif failed:
        yield Lever("payment_failed", 1.0, "the failed payment made good", recovered)
    elif overdue:
        yield Lever("payment_overdue", 1.0, "the open bill paid", paid)


def of_cancellations(case: Judged) -> Iterator[Lever]:
    """Suppose that no notice was given, and no end of the subscription is on record."""
    noticed, ends = case["cancel_notice"] is True, case["cancel_on"] is not None
    unsaid = changes.without_events("cancel_notice")
    unsaid_end = {"cancel_at": None, "ends_with_term": None}
    kept = [changes.rewritten(table, _every, **unsaid_end) for table in ("billing", "profile")]
    if noticed and ends:
        words = "no notice given, and no cancellation on record"
        yield Lever("cancel_notice", 1.0, words, changes.together(unsaid, *kept))
    elif noticed:
        yield Lever("cancel_notice", 1.0, "no notice given", unsaid)
    elif ends:
        yield Lever("cancel_on", 1.0, "no cancellation on record", changes.together(*kept))


def of_open_things(case: Judged) -> Iterator[Lever]:
    """Suppose that deals, moves and escalations under way were closed, or never begun."""
    if case["escalation_open"] is True:
        closed = changes.happened("escalation_closed", case.as_of)
        yield Lever("escalation_open", 1.0, "the escalation closed", closed)
    if case["open_deal"]:
        closed = changes.rewritten("deals", _every, closed=case.as_of)
        yield Lever("open_deal", 1.0, "no deal open", closed)
    if case["move_pending"] is True:
        gone = changes.without_events("move_pending")
        yield Lever("move_pending", 1.0, "no change of plan under way", gone)


def of_records(case: Judged) -> Iterator[Lever]:
    """Suppose that other things were on record about the account."""
    if case["do_not_contact"] is True:
        yield Lever("do_not_contact", 1.0, "may be contacted", changes.told(do_not_contact=False))
    if case["lifecycle"] in NO_CUSTOMER:
        words = f'"active" on record instead of "{case["lifecycle"]}"'
        yield Lever("lifecycle", 1.0, words, changes.told(lifecycle="active"))
    if str(case["budget"]).casefold() in ("no", "false"):
        yield Lever("budget", 1.0, "a budget on record", changes.told(budget="yes"))
    if case["revenue_stage"] == "pre_revenue":
        yield Lever("revenue_stage", 1.0, "revenue on record", changes.told(revenue_stage="revenue"))
    weeks, tenure = case.policy.gates.tenure_weeks, case.number("tenure_weeks")
    if tenure is not None and tenure < weeks:
        change = changes.told(customer_since=case.as_of - timedelta(weeks=weeks))
        words = f"a customer for {weeks} weeks instead of {int(tenure)}"
        yield Lever("tenure_weeks", (weeks - tenure) / weeks, words, change)


def of_contacts(case: Judged) -> Iterator[Lever]:
    """Suppose that nobody had called, or that they had not refused, within the time that counts."""
    gates = case.policy.gates
    if "cool_down" not in str(case["gates_hit"]).split(BETWEEN):
        return
    refused, contacted = case["last_no_on"], case["last_contact_on"]
    if isinstance(refused, date) and (age := (case.as_of - refused).days) <= gates.refusal_days:
        gone = changes.together(changes.without("contacts", _pitches), changes.without("deals", _lost))
        yield Lever("last_no_on", 1 - age / gates.refusal_days, "without the no", gone)
    elif isinstance(contacted, date):
        age = min((case.as_of - contacted).days, gates.contact_days)
        gone = changes.without("contacts", _pitches)
        yield Lever("last_contact_on", 1 - age / gates.contact_days, "without the contacts before", gone)


def _every(rows: pd.DataFrame) -> "pd.Series[bool]":
    return rows["account_id"].notna()


def _unpaid(rows: pd.DataFrame) -> "pd.Series[bool]":
    return rows["status"].str.casefold().isin(("open", "past_due", "failed"))


def _past_due(rows: pd.DataFrame) -> "pd.Series[bool]":
    return rows["status"].str.casefold() == "past_due"


def _lost(rows: pd.DataFrame) -> "pd.Series[bool]":
    return rows["stage"].str.casefold().str.contains(LOST, na=False)


def _pitches(rows: pd.DataFrame) -> "pd.Series[bool]":
    purpose = rows["purpose"].str.casefold()
    return purpose.isna() | (purpose == "upsell")
