"""The sum of a return in files: the figures asked and found, and each driver with where it comes from."""

import json
from collections.abc import Iterator, Mapping
from functools import partial

from upsell_cli.frames.documents.roi import Claim, RoiAnswer
from upsell_cli.money import exact
from upsell_cli.render.columns import PLACES, Field, Kind
from upsell_cli.render.drawing.look import Look
from upsell_cli.render.drawing.text import number, one_line
from upsell_cli.render.formats.formats import Report, Table
from upsell_cli.render.formats.report import table_report
from upsell_cli.render.roi_working import working_lines
from upsell_cli.returns import whole

Figure = tuple[str, Kind, str | None]
"""Name, kind, text; None is not known."""


def roi_report(answer: RoiAnswer, look: Look) -> Report:
    """Give the sum, ready to be written."""
    figures = tuple(_figures(answer))
    fields = tuple(Field(name, kind, "", None) for name, kind, _ in figures)
    table = Table(fields, tuple([text] for _, _, text in figures))
    lines = partial(working_lines, answer, look)
    return table_report("roi", {}, table, lines, look, beside=partial(_drivers, answer))


def _figures(answer: RoiAnswer) -> Iterator[Figure]:
    yield from _asked(answer)
    case, currency = answer.case, answer.question.currency
    yield "hours_year", Kind.MULTIPLE, number(answer.hours_year, 4)
    yield "hours_back_year", Kind.MULTIPLE, number(answer.hours_back, 4)
    yield "value_year", Kind.AMOUNT, exact(case.worth_minor, currency)
    yield "return_multiple", Kind.MULTIPLE, _known(case.multiple, Kind.MULTIPLE)
    yield "return_shown", Kind.TEXT, case.shown
    yield "net_roi", Kind.MULTIPLE, _known(case.net_share, Kind.MULTIPLE)
    yield "net_value", Kind.AMOUNT, exact(case.net_minor, currency)
    yield "payback_months", Kind.MONTHS, _known(case.payback_months, Kind.MONTHS)
    yield "break_even_share", Kind.SHARE, _known(case.break_even_share, Kind.SHARE)
    yield "basis", Kind.TEXT, answer.basis
    yield "value_low", Kind.AMOUNT, exact(answer.low.worth_minor, currency)
    yield "value_high", Kind.AMOUNT, exact(answer.high.worth_minor, currency)
    yield "return_low", Kind.MULTIPLE, _known(answer.low.multiple, Kind.MULTIPLE)
    yield "return_high", Kind.MULTIPLE, _known(answer.high.multiple, Kind.MULTIPLE)
    yield "least_return", Kind.MULTIPLE, number(answer.question.least_return, 6)
    yield "needed_value_year", Kind.AMOUNT, exact(answer.needed_minor, currency)
    team = answer.whole_team
    yield "whole_team_value", Kind.AMOUNT, None if team is None else exact(team.worth_minor, currency)
    yield "whole_team_return", Kind.MULTIPLE, None if team is None else _known(team.multiple, Kind.MULTIPLE)
    wait = answer.waiting
    yield "wait_months", Kind.MONTHS, _known(answer.question.wait_months, Kind.MONTHS)
    yield "wait_hours", Kind.MULTIPLE, None if wait is None else number(wait.hours, 4)
    yield "wait_net", Kind.AMOUNT, None if wait is None else exact(wait.net_minor, currency)
    yield from _account(answer)


def _asked(answer: RoiAnswer) -> Iterator[Figure]:
    """Give what was asked; hours are told here where one driver has them, all are in `drivers`."""
    asked, currency = answer.question, answer.question.currency
    timed = [claim for claim in asked.claims if claim.hours_per_person_week is not None]
    one = timed[0] if len(timed) == 1 else None
    shares = asked.claims[0] if len(asked.claims) == 1 else None
    yield "hours_per_person_week", Kind.MULTIPLE, number(one.hours_per_person_week or 0.0, 4) if one else None
    yield "people", Kind.MULTIPLE, number(one.people, 4) if one else None
    yield "hourly_cost", Kind.AMOUNT, exact(int(whole(one.hourly_minor)), currency) if one else None
    yield "weeks", Kind.MULTIPLE, number(one.weeks, 4) if one else None
    yield "realisation", Kind.SHARE, number(shares.realisation, 6) if shares else None
    yield "automated_share", Kind.SHARE, number(one.automated_share, 6) if one else None
    yield "added_cost_year", Kind.AMOUNT, exact(asked.cost_minor, currency)
    yield "one_off_cost", Kind.AMOUNT, exact(asked.one_off_minor, currency)
    yield "ramp_months", Kind.MONTHS, number(asked.ramp_months, 2)
    yield "currency", Kind.TEXT, currency


def _account(answer: RoiAnswer) -> Iterator[Figure]:
    of, currency = answer.question.account, answer.question.currency
    if of is None:
        return
    yield "account_id", Kind.TEXT, of.account_id
    yield "offer_id", Kind.TEXT, of.offer
    yield "state", Kind.TEXT, of.state
    yield "pro_rata", Kind.AMOUNT, None if of.pro_rata_minor is None else exact(of.pro_rata_minor, currency)
    yield "overage_saved", Kind.AMOUNT, exact(of.overage_saved_minor, currency)
    if of.vendor:
        yield "vendor_delta_arr", Kind.AMOUNT, exact(of.vendor.delta_arr_minor, currency)
        yield "vendor_overage_lost", Kind.AMOUNT, exact(of.vendor.overage_lost_minor, currency)
        yield "vendor_net", Kind.AMOUNT, exact(of.vendor.net_minor, currency)


def _known(value: float | None, kind: Kind) -> str | None:
    return None if value is None else number(value, PLACES[kind])


def _drivers(answer: RoiAnswer) -> Mapping[str, str]:
    currency = answer.question.currency
    drivers = [_driver(claim, currency) for claim in answer.question.claims]
    notes = [one_line(note) for note in answer.question.notes]
    return {
        name: json.dumps(found, ensure_ascii=False)
        for name, found in (("drivers", drivers), ("notes", notes))
    }


def _driver(claim: Claim, currency: str) -> dict[str, object]:
    timed = claim.hours_per_person_week is not None
    return {
        "driver": one_line(claim.name),
        "source": claim.source,
        "stated_by": None if claim.stated_by is None else one_line(claim.stated_by),
        "stated_on": None if claim.stated_on is None else claim.stated_on.isoformat(),
        "statements_replaced": claim.older,
        "hours_per_person_week": claim.hours_per_person_week,
        "people": claim.people if timed else None,
        "hourly_cost": float(exact(int(whole(claim.hourly_minor)), currency)) if timed else None,
        "weeks": claim.weeks if timed else None,
        "amount_year": None if timed else float(exact(int(whole(claim.amount_minor)), currency)),
        "realisation": claim.realisation,
        "automated_share": claim.automated_share if timed else None,
        "value_year": float(exact(claim.worth_minor(), currency)),
        "value_low": float(exact(claim.worth_minor(claim.low), currency)),
        "value_high": float(exact(claim.worth_minor(claim.high), currency)),
    }
