"""What the headers of a newcomer's files mean: accounts first, then what else is needed or worth having."""

from collections.abc import Sequence
from dataclasses import replace

from upsell_cli.frames.drafts import HeaderChoice, HeaderDraft, HeaderQuestion
from upsell_cli.frames.inputs import PROFILE, TABLES, InputColumn, Kind
from upsell_cli.frames.surveys import Survey
from upsell_cli.stages.propose.identities import ACCOUNT, MOST_OPTIONS, settle_identities
from upsell_cli.stages.propose.likeness import (
    AHEAD,
    LIKE_ENOUGH,
    by_score,
    fits,
    likeness,
    rivals,
    stands_out,
)
from upsell_cli.stages.propose.long_form import long_form

WORTH_HAVING: dict[str, tuple[tuple[str, ...], ...]] = {
    "usage": (("date",), ("tier", "plan")),
    "billing": (("tier", "plan"), ("mrr", "arr", "amount"), ("seats",), ("currency",)),
    "accounts": (("tier",),),
}
"""Columns that a first catalogue is made from, besides those a table cannot do without."""

NAMING_TIERS = ("billing", "usage", "accounts")
"""Tables in which a column may say who has which tier, the surest first."""


def understand(surveys: Sequence[Survey]) -> HeaderDraft:
    """Give what headers that mean nothing to us are to be read as, and what has to be asked."""
    draft = settle_identities(surveys)
    for table in dict.fromkeys(survey.table for survey in surveys):
        needed = [group for group in TABLES[table].needed if group != (ACCOUNT,)]
        for group in (*needed, *WORTH_HAVING.get(table, ())):
            survey = _first(surveys, draft, table)
            draft = _with_column(survey, group, draft, needed=group in needed)
        choices = long_form(_first(surveys, draft, table))
        draft = replace(draft, choices=(*draft.choices, *choices))
    return draft if draft.blocked else _with_tiers(understood(surveys, draft), draft)


def understood(surveys: Sequence[Survey], draft: HeaderDraft) -> tuple[Survey, ...]:
    """Give the surveys as they read with the choices of a draft."""
    return tuple(_renamed(survey, draft.mapping.get(survey.table, {})) for survey in surveys)


def _first(surveys: Sequence[Survey], draft: HeaderDraft, table: str) -> Survey:
    return next(survey for survey in understood(surveys, draft) if survey.table == table)


def _renamed(survey: Survey, mapping: dict[str, str]) -> Survey:
    chosen = {header: name for name, header in mapping.items()}
    columns = (
        replace(column, name=chosen[column.header], meter=False, mapped=True)
        if column.header in chosen
        else replace(column, name=None if column.name in mapping else column.name)
        for column in survey.columns
    )
    return replace(survey, columns=tuple(columns))


def _with_column(survey: Survey, group: tuple[str, ...], draft: HeaderDraft, *, needed: bool) -> HeaderDraft:
    """Give the draft with one of a group of our columns: recognised, chosen, asked for, or let be."""
    for name in group:
        found, column = survey.named(name), _column(survey.table, name)
        if found:
            others = rivals(survey, found, column) if name == "date" else []
            return _asked(draft, survey, name, [found.header, *others]) if others else draft
    options: dict[str, list[str]] = {}
    for name in group:
        column = _column(survey.table, name)
        fitting = [c for c in survey.strange if fits(column, c.values)]
        scores = {c.header: likeness(c.header, column) for c in fitting}
        best = stands_out(scores, LIKE_ENOUGH, AHEAD)
        if best:
            return _chosen(draft, survey, name, best, "its name is the likeliest of the columns that fit")
        if column.kind is Kind.DATE and len(fitting) == 1:
            return _chosen(draft, survey, name, fitting[0].header, "the only column with dates")
        if fitting and (needed or column.kind is Kind.DATE):
            options[name] = by_score(scores)
    if not needed and not options:
        return draft
    every = [column.header for column in survey.strange] or [column.header for column in survey.columns]
    name, possible = next(iter(options.items()), (group[0], every))
    return _asked(draft, survey, name, possible or every)


def _with_tiers(surveys: Sequence[Survey], draft: HeaderDraft) -> HeaderDraft:
    """Give the draft with the question who has which tier, when no column says so."""
    telling = [survey for table in NAMING_TIERS for survey in surveys if survey.table == table]
    if any(survey.named(name) for survey in telling for name in ("tier", "plan")):
        return draft
    for survey in telling:
        options = [c.header for c in survey.strange if fits(_column(survey.table, "tier"), c.values)]
        if options:
            question = HeaderQuestion(survey.table, "tier", tuple(options[:MOST_OPTIONS]), blocking=False)
            return replace(draft, questions=(*draft.questions, question))
    return draft


def _column(table: str, name: str) -> InputColumn:
    known = (*TABLES[table].columns, *(PROFILE.columns if table == "usage" else ()))
    return next(column for column in known if column.name == name)


def _chosen(draft: HeaderDraft, survey: Survey, name: str, header: str, because: str) -> HeaderDraft:
    return replace(draft, choices=(*draft.choices, HeaderChoice(survey.table, name, header, because)))


def _asked(draft: HeaderDraft, survey: Survey, name: str, options: Sequence[str]) -> HeaderDraft:
    question = HeaderQuestion(survey.table, name, tuple(options[:MOST_OPTIONS]))
    return replace(draft, questions=(*draft.questions, question))
