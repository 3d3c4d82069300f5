"""What the headers of a newcomer's files mean: accounts first, then what else is needed or worth having."""

import re
from collections.abc import Sequence
from dataclasses import replace

from upsell_cli.frames.documents.drafts import HeaderChoice, HeaderDraft, HeaderQuestion
from upsell_cli.frames.documents.surveys import Survey, SurveyedColumn
from upsell_cli.frames.inputs import PROFILE, TABLES, InputColumn, Kind
from upsell_cli.stages.propose.identities import ACCOUNT, MOST_OPTIONS, settle_identities
from upsell_cli.stages.propose.joins import id_columns
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
from upsell_cli.stages.propose.texts import known, look_like_amounts, words

WORTH_HAVING: dict[str, tuple[tuple[str, ...], ...]] = {
    "usage": (("date",), ("tier", "plan")),
    "billing": (("tier", "plan"), ("mrr", "arr", "amount"), ("seats",), ("currency",)),
    "accounts": (("tier",),),
}
"""Columns that a first catalogue is made from, besides those a table cannot do without."""

MOST_NAMED = 5
"""Values of a column that are told where it is guessed by them."""

OTHER_GROUPS = frozenset(
    "country region state city industry segment owner manager rep csm source channel language currency "
    "status interval period billing method gateway".split()
)
"""Words of headers whose few names part accounts otherwise than by what they bought."""

SIGN = re.compile(r"[$\u20ac\u00a3\u00a5\u20b9]")
"""What stands at amounts of money, and at no other numbers."""

TICKETS_HAVE = ("severity", "first_reply_minutes")
"""Columns of events that tell a ticket; what a file of tickets alone hardly has is one for its type."""

NAMING_TIERS = ("billing", "usage", "accounts")
"""Tables in which a column may say who has which tier, the surest first."""


def understand(surveys: Sequence[Survey]) -> HeaderDraft:
    """Give what headers that mean nothing to us are to be read as, and what has to be asked."""
    draft = settle_identities(surveys)
    for table in dict.fromkeys(survey.table for survey in surveys):
        needed = [group for group in TABLES[table].needed if group != (ACCOUNT,) or table == "crosswalk"]
        for group in (*needed, *WORTH_HAVING.get(table, ())):
            survey = _first(surveys, draft, table)
            draft = _with_column(survey, group, draft, needed=group in needed)
        first = _first(surveys, draft, table)
        more = (*long_form(first), *_subscriptions(first), *_across(first))
        draft = replace(draft, choices=(*draft.choices, *more))
    return draft if draft.blocked else _with_tiers(understood(surveys, draft), draft)


def understood(surveys: Sequence[Survey], draft: HeaderDraft) -> tuple[Survey, ...]:
    """Give the surveys as they read with the choices of a draft."""
    return tuple(_renamed(survey, draft.mapping.get(survey.table, {})) for survey in surveys)


def _first(surveys: Sequence[Survey], draft: HeaderDraft, table: str) -> Survey:
    return next(survey for survey in understood(surveys, draft) if survey.table == table)


def _renamed(survey: Survey, mapping: dict[str, str]) -> Survey:
    """Give a survey whose columns go by the names of a mapping, with those that are the same in every row."""
    chosen = {header: name for name, header in mapping.items()}
    rows = len(survey.columns[0].values) if survey.columns else 0
    same = (
        SurveyedColumn("", name, (header[1:],) * rows, mapped=True)
        for name, header in mapping.items()
        if header.startswith("=") and survey.named(name) is None
    )
    columns = (
        replace(column, name=chosen[column.header], meter=False, mapped=True)
        if column.header in chosen
        else replace(column, name=None if column.name in mapping else column.name)
        for column in survey.columns
    )
    days_of = chosen.get("dates", survey.days_of)
    return replace(survey, columns=(*same, *columns), days_of=days_of)


def _with_column(survey: Survey, group: tuple[str, ...], draft: HeaderDraft, *, needed: bool) -> HeaderDraft:
    """Give the draft with one of a group of our columns: recognised, chosen, asked for, or let be."""
    for name in group:
        found, column = survey.named(name), _column(survey.table, name)
        if found:
            others = rivals(survey, found, column) if name == "date" and found.header else []
            return _asked(draft, survey, name, [found.header, *others]) if others else draft
    if (survey.table, group) == ("events", ("type",)) and (like := _ticket_column(survey)):
        return _chosen(draft, survey, "type", "=ticket", f'no column says it, and "{like}" is one of tickets')
    by_values = _plan_by_values(survey, draft) if needed and "plan" in group else None
    return by_values or _likeliest(survey, group, draft, needed=needed)


def _likeliest(survey: Survey, group: tuple[str, ...], draft: HeaderDraft, *, needed: bool) -> HeaderDraft:
    """Give the draft with the column that is likeliest one of a group of ours, or the question which is."""
    options: dict[str, list[str]] = {}
    for name in group:
        column = _column(survey.table, name)
        fitting = [c for c in survey.strange if fits(column, c.values)]
        scores = {c.header: likeness(c.header, column) for c in fitting}
        best = stands_out(scores, LIKE_ENOUGH, AHEAD)
        if best:
            return _chosen(draft, survey, name, best, "its name is the likeliest of the columns that fit")
        wanted = needed or column.kind is Kind.DATE
        if wanted and len(fitting) == len(group) == 1:
            return _chosen(draft, survey, name, fitting[0].header, f"the only column that fits {name}")
        if wanted and fitting:
            options[name] = by_score(scores)
    if not needed and not options:
        return _asked_for_amounts(draft, survey, group)
    every = [column.header for column in survey.strange] or [column.header for column in survey.columns]
    name, possible = next(iter(options.items()), (group[0], every))
    return _asked(draft, survey, name, possible)


def _ticket_column(survey: Survey) -> str | None:
    """Give the header of a column that only tickets have."""
    found = (survey.named(name) for name in TICKETS_HAVE)
    return next((column.header for column in found if column), None)


def _across(survey: Survey) -> tuple[HeaderChoice, ...]:
    """Give what the columns of a report hold that are headed by days, where no column says it."""
    if not survey.days_across or survey.days_of or survey.named("metric"):
        return ()
    because = "a guess: it has a column for each day; if they count something else, put that for users"
    return (HeaderChoice("usage", "users", "dates", because),)


def _subscriptions(survey: Survey) -> tuple[HeaderChoice, ...]:
    """Give what tells the subscriptions of an account apart, when accounts of billing have several."""
    account = survey.named(ACCOUNT)
    several = account is not None and len(set(account.values)) < len(account.values)
    if survey.table != "billing" or not several or survey.named("subscription_id"):
        return ()
    own = [c for c in id_columns(survey) if c.name is None and len(set(c.values)) == len(c.values)]
    if len(own) != 1:
        return ()
    because = "it is another one on every row, and accounts have several rows"
    return (HeaderChoice("billing", "subscription_id", own[0].header, because),)


def _with_tiers(surveys: Sequence[Survey], draft: HeaderDraft) -> HeaderDraft:
    """Give the draft with who has which tier, by the values of a column or as a question, if no name says it.

    In billing the one column with a few names, each for several accounts, is taken for the plan.
    """
    telling = [survey for table in NAMING_TIERS for survey in surveys if survey.table == table]
    if any(survey.named(name) for survey in telling for name in ("tier", "plan")):
        return draft
    for survey in telling:
        if survey.table == "billing" and (found := _plan_by_values(survey, draft)):
            return found
        options = [column.header for column in survey.strange if _groups_accounts(survey, column)]
        if options:
            question = HeaderQuestion(survey.table, "tier", tuple(options[:MOST_OPTIONS]), blocking=False)
            return replace(draft, questions=(*draft.questions, question))
    return draft


def _plan_by_values(survey: Survey, draft: HeaderDraft) -> HeaderDraft | None:
    """Give the draft with the one column of a few names, each of several accounts, as the plan."""
    alike = [column for column in survey.strange if _groups_accounts(survey, column)]
    if len(alike) != 1:
        return None
    names = sorted(set(known(alike[0].values)))
    because = f"a guess by its values, each of several accounts: {', '.join(names[:MOST_NAMED])}"
    return _chosen(draft, survey, "plan", alike[0].header, because)


def _asked_for_amounts(draft: HeaderDraft, survey: Survey, group: tuple[str, ...]) -> HeaderDraft:
    """Give the draft with the question which header holds what is billed, where one could."""
    if survey.table != "billing" or _column(survey.table, group[0]).kind is not Kind.MONEY:
        return draft
    options = [c.header for c in survey.strange if SIGN.search("".join(c.values[:MOST_NAMED]))]
    question = HeaderQuestion(survey.table, group[0], tuple(options[:MOST_OPTIONS]), blocking=False)
    return replace(draft, questions=(*draft.questions, question)) if options else draft


def _groups_accounts(survey: Survey, column: SurveyedColumn) -> bool:
    """Tell whether a column holds a few names, each for several accounts."""
    if OTHER_GROUPS & set(words(column.header)):
        return False
    account = survey.named(ACCOUNT)
    groups = set(known(column.values))
    several = account is not None and 2 * len(groups) <= len(set(account.values))
    if any(map(look_like_amounts, [(name,) for name in groups])):
        return False
    return several and len(groups) > 1 and fits(_column(survey.table, "tier"), column.values)


def _column(table: str, name: str) -> InputColumn:
    known = (*TABLES[table].columns, *(PROFILE.columns if table == "usage" else ()))
    return next(column for column in known if column.name == name)


def _chosen(draft: HeaderDraft, survey: Survey, name: str, header: str, because: str) -> HeaderDraft:
    return replace(draft, choices=(*draft.choices, HeaderChoice(survey.table, name, header, because)))


def _asked(draft: HeaderDraft, survey: Survey, name: str, options: Sequence[str]) -> HeaderDraft:
    question = HeaderQuestion(survey.table, name, tuple(options[:MOST_OPTIONS]))
    return replace(draft, questions=(*draft.questions, question))
