"""What happened with a customer: requests, tickets, surveys and other signs."""

from upsell_cli.frames.inputs.columns import ACCOUNT_ID, DATE
from upsell_cli.frames.inputs.table import InputColumn, InputTable, Kind

PRIORITIES = {
    **dict.fromkeys(("urgent", "critical", "blocker", "highest", "emergency", "1 critical"), "1"),
    **dict.fromkeys(("high", "major", "2 high"), "2"),
    **dict.fromkeys(("normal", "medium", "moderate", "standard", "3 moderate"), "3"),
    **dict.fromkeys(("low", "minor", "4 low"), "4"),
    **dict.fromkeys(("lowest", "trivial", "planning", "5 planning"), "5"),
    **{f"{mark}{n}": str(n) for mark in ("p", "s", "sev", "severity", "priority") for n in range(1, 6)},
}
"""How help desks call 1 (worst) to 5."""

SATISFACTION = {
    **dict.fromkeys(("good", "good with comment", "good without comment"), "5"),
    **dict.fromkeys(("bad", "bad with comment", "bad without comment"), "1"),
    **dict.fromkeys(("offered", "unoffered", "not offered"), ""),
}
"""How help desks call an answer of 1 to 5; blank: nobody answered."""

OPEN = (
    *("new", "open", "reopened", "pending", "hold", "on_hold", "in_progress", "snoozed"),
    *("waiting_on_contact", "waiting_on_us", "waiting_on_customer", "waiting_on_third_party"),
)
"""What help desks call a ticket that is not solved."""

EVENTS = InputTable(
    "events",
    "something that happened with a customer",
    (
        ACCOUNT_ID,
        DATE,
        InputColumn(
            "type",
            Kind.CODE,
            "What happened.",
            ("event_type",),
            values=(
                "feature_request",
                "feature_used",
                "blocked",
                "pricing_view",
                "higher_tier_question",
                "workaround",
                "competitor",
                "ticket",
                "escalation_opened",
                "escalation_closed",
                "payment_failed",
                "payment_recovered",
                "cancel_notice",
                "move_pending",
                "goal_reached",
                "value_statement",
                "budget_signal",
                "hiring",
                "objection",
                "promise",
                "nps",
                "csat",
                "note",
                "upgrade",
                "compliance_request",
            ),
        ),
        InputColumn("value", Kind.NUMBER, "Score of an nps or csat answer, or a count.", ("score",)),
        InputColumn("feature", Kind.TEXT, "Feature it is about.", ("feature_id",)),
        InputColumn("text", Kind.TEXT, "What was said.", ("subject", "comment", "body", "description")),
        InputColumn(
            "severity",
            Kind.NUMBER,
            "1 (worst) to 5, or a priority such as Urgent, High, Normal, Low, P1.",
            ("priority",),
            least=1,
            most=5,
            words=PRIORITIES,
        ),
        InputColumn(
            "first_reply_minutes",
            Kind.NUMBER,
            "Minutes until somebody answered.",
            ("first_response_time_minutes", "first_reply_time_in_minutes"),
            least=0,
        ),
        InputColumn(
            "csat",
            Kind.NUMBER,
            "Answer of 1-5 to how a ticket was handled, or Good, Bad.",
            least=1,
            most=5,
            words=SATISFACTION,
        ),
        InputColumn(
            "status",
            Kind.CODE,
            "State of a ticket, open until it is solved, resolved or closed.",
            ("ticket_status",),
            values=(*OPEN, "solved", "resolved", "closed"),
        ),
    ),
    needed=(("account_id",), ("date",), ("type",)),
)
