"""What is said under the table: the totals, who is held back, what is hidden, and what to try next."""

import shlex
from collections.abc import Iterator, Sequence

from upsell_cli.calendar import spoken
from upsell_cli.frames.documents.results import Amounts, ScanResult
from upsell_cli.frames.verdicts import TALKED_TO
from upsell_cli.money import short
from upsell_cli.render.drawing.look import Look
from upsell_cli.render.drawing.text import number
from upsell_cli.render.drawing.wording import STATE

KINDS = {"tier_upgrade": "upgrades", "seat_expansion": "seats", "add_on": "add-ons"}


def totals_lines(result: ScanResult, look: Look) -> Iterator[str]:
    """Give the figures of the whole scan, a few to the line."""
    totals, currency, dot = result.totals, result.currency, f" {look.glyphs.dot} "
    accounts = f"{totals.accounts:,} {'account' if totals.accounts == 1 else 'accounts'}"
    if totals.qualified.accounts:
        yield dot.join(
            (
                f"{look.glyphs.yes} {totals.qualified.accounts:,} qualified of {accounts}",
                f"expected +{short(totals.qualified.expected_minor, currency)} a year",
                f"+{short(totals.qualified.delta_arr_minor, currency)} if all close",
                f"{totals.at_limit:,} at or over a limit now",
            )
        )
        parts = [
            f"{KINDS.get(kind, kind)} {_kind(amounts, currency)}" for kind, amounts in totals.by_type.items()
        ]
        accepted = [
            f"{share} accept +{short(minor, currency)}" for share, minor in totals.if_accepted.items()
        ]
        yield f"  {dot.join([*parts, *accepted])}"
    else:
        yield f"0 qualified of {accounts}{dot}{totals.at_limit:,} at or over a limit now"
    saving = totals.saving
    aside = [
        f"{totals.beyond_capacity:,} later: their owners have no time now" if totals.beyond_capacity else "",
        f"{totals.unranked:,} not ranked: return below the floor" if totals.unranked else "",
        f"{totals.quotes:,} by quote, in no total" if totals.quotes else "",
        f"{totals.without_rate:,} without an exchange rate, in no total" if totals.without_rate else "",
        f"{saving:,} would pay {short(totals.savings_minor, currency)} less in all" if saving else "",
    ]
    if any(aside):
        yield f"  {dot.join(part for part in aside if part)}"
    held = [
        f"{count:,} {STATE.get(state, state)}"
        for state, count in totals.by_state.items()
        if count and state not in TALKED_TO
    ]
    if held:
        yield f"  Held back (--all): {dot.join(held)}"


def basis_line(result: ScanResult, look: Look) -> str:
    """Give what the figures are true for: the day, the data, and where the chances come from."""
    inputs, peers = result.inputs, result.peers
    return f" {look.glyphs.dot} ".join(
        (
            f"  As of {spoken(inputs.as_of)}, {inputs.as_of_origin}",
            f"{inputs.grain} data, {inputs.grain_origin}",
            "use is the typical use, not the peak",
            f"base rate {number(peers.base_rate * 100, 1)}% ({peers.base_rate_origin.replace('_', ' ')})",
        )
    )


def next_line(result: ScanResult, arguments: Sequence[str]) -> Iterator[str]:
    """Give a command to try next, with an account of this list and the inputs of this run."""
    verdicts = result.verdicts
    shown = verdicts["account_id"][verdicts["state"].isin(TALKED_TO)]
    first = [*shown.head(1), *verdicts["account_id"].head(1)]
    if first:
        command = shlex.join(["upsell", "explain", first[0], *arguments])
        yield f"  Next: {command}"


def _kind(amounts: Amounts, currency: str) -> str:
    return f"{amounts.accounts:,} (+{short(amounts.delta_arr_minor, currency)})"
