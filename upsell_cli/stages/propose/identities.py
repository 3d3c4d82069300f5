"""Which header names the account, and which file leads from other ids to accounts.

Ids speak louder than names: a column whose values are the accounts of another file is the account. A
column that only another file leads to accounts, such as a subscription id, makes that file a crosswalk.
"""

from collections.abc import Sequence
from dataclasses import replace

from upsell_cli.frames.documents.drafts import HeaderChoice, HeaderDraft, HeaderQuestion
from upsell_cli.frames.documents.surveys import Survey, SurveyedColumn
from upsell_cli.frames.inputs import TABLES
from upsell_cli.stages.propose.joins import (
    Ids,
    id_columns,
    ids_under,
    leading_to_accounts,
    shares_met,
    tells_rows_apart,
)
from upsell_cli.stages.propose.likeness import (
    AHEAD,
    CUSTOMERS,
    LIKE_ENOUGH,
    likeness,
    rivals,
    stands_out,
)
from upsell_cli.stages.propose.texts import words

ACCOUNT = "account_id"
MET = 0.5
"""Share of a column's ids that must be found in another file to say that they are the same ids."""

MET_AHEAD = 0.2
"""How far the share of one column must be ahead of the next."""

LISTS_OF_ACCOUNTS = ("accounts", "billing")
"""Tables that say who the accounts are, the surest first."""

NAMING_ACCOUNTS = ("accounts", "usage")
"""Tables that say what accounts are called."""

MOST_OPTIONS = 6


def settle_identities(surveys: Sequence[Survey]) -> HeaderDraft:
    """Give which header of each table names the account, and the crosswalk that is needed."""
    tables = [name for name in dict.fromkeys(survey.table for survey in surveys) if _of_accounts(name)]
    tables.sort(key=lambda name: (*LISTS_OF_ACCOUNTS, name).index(name))
    draft = _with_accounts(tables, surveys, HeaderDraft())
    met = _met_by_others(surveys, draft)
    lists = [choice for choice in met.choices[len(draft.choices) :] if choice.table in LISTS_OF_ACCOUNTS]
    if not lists:
        return met
    settled = {choice.table for choice in lists}
    return _with_accounts(
        [table for table in tables if table not in settled], surveys, HeaderDraft(tuple(lists))
    )


def _with_accounts(tables: Sequence[str], surveys: Sequence[Survey], draft: HeaderDraft) -> HeaderDraft:
    """Give the draft with what names the account in each of some tables, one after the other."""
    for table in tables:
        draft = _with_account(table, surveys, draft)
    return draft


def _met_by_others(surveys: Sequence[Survey], draft: HeaderDraft) -> HeaderDraft:
    """Give the draft without questions after an account whose ids another file turned out to have."""
    for question in draft.questions:
        files = [survey for survey in surveys if survey.table == question.table]
        for other in dict.fromkeys(survey.table for survey in surveys if survey.table != question.table):
            own = [survey for survey in surveys if survey.table == other]
            header = _account_header(own[0], draft)
            met = shares_met(files, ids_under(own, header)) if header else {}
            best = stands_out(met, MET, MET_AHEAD)
            if best:
                because = f"{_percent(met[best])} of its values are in {own[0].file}"
                draft = _chosen(draft, question.table, ACCOUNT, best, because)
                draft = replace(draft, questions=tuple(q for q in draft.questions if q != question))
                break
    return draft


def _of_accounts(table: str) -> bool:
    return table != "crosswalk" and any(column.name == ACCOUNT for column in TABLES[table].columns)


def _with_account(table: str, surveys: Sequence[Survey], draft: HeaderDraft) -> HeaderDraft:
    """Give the draft with what names the account in one more table."""
    files = [survey for survey in surveys if survey.table == table]
    said = files[0].named(ACCOUNT)
    accounts = _accounts(surveys, draft, table)
    met = shares_met(files, accounts.values) if accounts else {}
    if said and met.get(said.header, 0.0) >= MET:
        return _as_said(files[0], said, draft)
    best = stands_out(met, MET, MET_AHEAD)
    if best and accounts:
        return _chosen(
            draft, table, ACCOUNT, best, f"{_percent(met[best])} of its values are in {accounts.file}"
        )
    crossed = _crossed(files, surveys, draft)
    if crossed:
        return crossed
    return _as_said(files[0], said, draft) if said else _by_name(files[0], draft, _says_names(surveys))


def _accounts(surveys: Sequence[Survey], draft: HeaderDraft, table: str) -> Ids | None:
    """Give the accounts that a table should meet, with the ids that a crosswalk leads to them from."""
    given = [survey for survey in surveys if survey.table == "crosswalk"]
    crossed = [ids_under(given, column.header) for survey in given if (column := survey.named("from_id"))]
    for name in LISTS_OF_ACCOUNTS:
        files = [survey for survey in surveys if survey.table == name != table]
        header = _account_header(files[0], draft) if files else None
        if header:
            return Ids(files[0].file, header, ids_under(files, header).union(*crossed))
    return None


def _account_header(survey: Survey, draft: HeaderDraft) -> str | None:
    said = survey.named(ACCOUNT)
    return draft.mapping.get(survey.table, {}).get(ACCOUNT) or (said.header if said else None)


def _crossed(files: Sequence[Survey], surveys: Sequence[Survey], draft: HeaderDraft) -> HeaderDraft | None:
    """Give the draft in which a list of accounts leads from ids of this table to them, if one does."""
    if any(survey.table == "crosswalk" for survey in surveys):
        return None
    table, said = files[0].table, files[0].named(ACCOUNT)
    found = _led(files, surveys, draft)
    shares = {header: share for header, (share, _, _) in found.items()}
    best = stands_out(shares, MET, MET_AHEAD)
    if said and shares.get(said.header, 0.0) >= MET:
        best = said.header
    if best is None:
        return None
    share, ids, account = found[best]
    because = f"{_percent(share)} of its values are in {ids.header} of {ids.file}, which leads to accounts"
    draft = _chosen(draft, table, ACCOUNT, best, because)
    if draft.crosswalk:
        return draft
    draft = _chosen(draft, "crosswalk", "from_id", ids.header, f"the ids of {files[0].file}")
    if account != ACCOUNT:
        draft = _chosen(draft, "crosswalk", ACCOUNT, account, "the account of each")
    return replace(draft, crosswalk=ids.file)


def _led(
    files: Sequence[Survey], surveys: Sequence[Survey], draft: HeaderDraft
) -> dict[str, tuple[float, Ids, str]]:
    """Give what lists of accounts know of the ids of a table: header -> share, their ids, their account.

    Where the draft has a crosswalk already, only its ids lead anywhere.
    """
    surer = LISTS_OF_ACCOUNTS[: (*LISTS_OF_ACCOUNTS, files[0].table).index(files[0].table)]
    found: dict[str, tuple[float, Ids, str]] = {}
    for survey in (survey for survey in surveys if survey.table in surer):
        account = _account_header(survey, draft)
        for ids in leading_to_accounts(survey, account) if account else ():
            if draft.crosswalk and (ids.file, ids.header) != (draft.crosswalk, _led_from(draft)):
                continue
            for header, share in shares_met(files, ids.values).items():
                if share > found.get(header, (0.0,))[0]:
                    found[header] = share, ids, str(account)
    return found


def _led_from(draft: HeaderDraft) -> str | None:
    """Give the header of the ids that the crosswalk of a draft leads to accounts from."""
    return draft.mapping.get("crosswalk", {}).get("from_id")


def _as_said(survey: Survey, said: SurveyedColumn, draft: HeaderDraft) -> HeaderDraft:
    """Give the draft with the header that was recognised; said aloud where another could be meant."""
    others = rivals(survey, said, TABLES[survey.table][ACCOUNT])
    if not others:
        return draft
    return _chosen(
        draft, survey.table, ACCOUNT, said.header, f"and not {others[0]}, which could be meant too"
    )


def _says_names(surveys: Sequence[Survey]) -> str | None:
    """Give the file that says what accounts are called, if there is one."""
    told = (survey for survey in surveys if survey.table in NAMING_ACCOUNTS and survey.named("name"))
    return next((survey.file for survey in told), None)


def _by_name(survey: Survey, draft: HeaderDraft, names: str | None) -> HeaderDraft:
    """Give the draft with the header that reads most like an account, or with the question which does.

    Where no name says it, it may be what accounts are called in the file of `names`; or the one column
    that with its date tells all rows apart.
    """
    column = TABLES[survey.table][ACCOUNT]
    candidates = [candidate for candidate in id_columns(survey) if candidate.name is None]
    scores = {candidate.header: likeness(candidate.header, column) for candidate in candidates}
    best = stands_out(scores, LIKE_ENOUGH, AHEAD)
    if best:
        because = "its name is the likeliest of the columns with ids"
        return _chosen(draft, survey.table, ACCOUNT, best, because)
    called = [each.header for each in survey.strange if _names_customers(each.header)]
    if names and len(called) == 1 and survey.table not in LISTS_OF_ACCOUNTS:
        because = f"accounts are called so in {names}"
        return _chosen(draft, survey.table, ACCOUNT, f"organization:{called[0]}", because)
    apart = [candidate.header for candidate in candidates if tells_rows_apart(survey, candidate)]
    if len(apart) == 1:
        return _chosen(draft, survey.table, ACCOUNT, apart[0], "with the date it tells all rows apart")
    options = [
        *(f"organization:{header}" for header in called),
        *sorted(scores, key=lambda header: (header not in apart, -scores[header])),
    ]
    every = [each.header for each in survey.columns]
    question = HeaderQuestion(survey.table, ACCOUNT, tuple((options or every)[:MOST_OPTIONS]))
    return replace(draft, questions=(*draft.questions, question))


def _names_customers(header: str) -> bool:
    """Tell whether a header is over what customers are called, which a rule leads to accounts by."""
    said = set(words(header))
    return "name" in said and not said.isdisjoint(CUSTOMERS)


def _chosen(draft: HeaderDraft, table: str, column: str, header: str, because: str) -> HeaderDraft:
    return replace(draft, choices=(*draft.choices, HeaderChoice(table, column, header, because)))


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")
