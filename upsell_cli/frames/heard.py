"""For which kinds of events the files given can say that there were none.

A help desk's tickets say nothing about payments: that no row tells of a failed one means nothing there. A
file with kinds of events of several systems is a journal that somebody keeps of all that happens, and one
without rows of a kind says that there was none. A file of one system speaks for the subjects it has rows of.
"""

import pandas as pd

from upsell_cli.frames.tables import Tables

SYSTEMS: dict[str, tuple[tuple[str, ...], ...]] = {
    "help desk": (("ticket",), ("escalation_opened", "escalation_closed")),
    "billing": (("payment_failed", "payment_recovered"), ("cancel_notice",), ("move_pending", "upgrade")),
    "product": (("feature_used", "blocked", "pricing_view", "workaround", "goal_reached"),),
    "survey": (("nps", "csat"),),
    "talks": (
        (
            "feature_request",
            "higher_tier_question",
            "competitor",
            "value_statement",
            "budget_signal",
            "hiring",
            "objection",
            "promise",
            "note",
            "compliance_request",
        ),
    ),
}
"""Where kinds of events are kept, each system with its subjects: kinds that are recorded together."""

EVERY_KIND = frozenset(kind for subjects in SYSTEMS.values() for kinds in subjects for kind in kinds)


def heard_of(tables: Tables) -> frozenset[str]:
    """Give the kinds of events that did not happen where no row tells of them, also of a part of tables."""
    return told_by(tables.events) if tables.heard is None else tables.heard


def told_by(events: pd.DataFrame | None) -> frozenset[str]:
    """Give the kinds of events that did not happen where none of these rows, from all files, tells of them.

    >>> tickets = pd.DataFrame({"source_file": "zendesk.csv", "type": ["ticket", "ticket"]})
    >>> sorted(told_by(tickets))
    ['ticket']
    >>> journal = pd.DataFrame({"source_file": "journal.csv", "type": ["ticket", "payment_failed"]})
    >>> told_by(journal) == EVERY_KIND
    True
    """
    if events is None:
        return frozenset()
    by = [column for column in ("source_file", "type") if column in events.columns]
    kinds_of: dict[str, set[str]] = {}
    for *file, kind in events[by].dropna().drop_duplicates().itertuples(index=False):
        kinds_of.setdefault(str(file), set()).add(str(kind))
    return frozenset[str]().union(*map(_spoken_for, kinds_of.values()))


def _spoken_for(kinds: set[str]) -> frozenset[str]:
    """Give the kinds that a file with rows of these kinds speaks for."""
    told = {
        system: [subject for subject in subjects if kinds.intersection(subject)]
        for system, subjects in SYSTEMS.items()
    }
    told = {system: subjects for system, subjects in told.items() if subjects}
    if len(told) > 1:
        return EVERY_KIND | kinds
    return frozenset(kind for subjects in told.values() for subject in subjects for kind in subject) | kinds
