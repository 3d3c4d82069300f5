"""The gates of one account: yes, no or not known, with the very conditions that were evaluated."""

from datetime import date

from upsell_cli.frames.documents.explanation import Gate
from upsell_cli.frames.verdicts import GATE, GATES, RELEASE
from upsell_cli.stages.qualify.gates import bars
from upsell_cli.workflows.explain.facts import Judged

FACTS_OF = {
    "blocked": ("cancel_on", "cancel_notice", "do_not_contact", "lifecycle", "status"),
    "in_progress": ("open_deal", "move_pending"),
    "hold": ("payment_failed", "payment_overdue", "escalation_open", "usage_age_days", "usage_missing"),
    "fix_relationship": ("nps", "csat", "survey_on"),
    "fix_adoption_first": ("active_share", "depth", "utilisation"),
    "cool_down": (
        "last_contact_on",
        "contacts_counted",
        "told_before",
        "last_no_on",
        "last_upgrade_on",
        "last_seats_on",
    ),
    "nurture": ("tenure_weeks", "revenue_stage", "budget"),
    "needs_data": ("limits_known", "needs"),
    "no_rate": ("currency", "rate"),
    "no_need": ("needs",),
    "hold_out": (),
}
"""The facts each gate asks for."""


def told_gates(case: Judged) -> tuple[Gate, ...]:
    """Give every gate in the order in which the first that holds is the state."""
    table = bars(case.policy, case.grain)
    told = []
    for gate in GATES:
        holds, release = case[GATE.column(gate)], case[RELEASE.column(gate)]
        told.append(
            Gate(
                code=gate,
                holds=None if holds is None else bool(holds),
                rules=tuple(str(bar.holds) for bar in table if bar.gate == gate),
                facts=FACTS_OF[gate],
                release_on=release if isinstance(release, date) else None,
            )
        )
    return tuple(told)
