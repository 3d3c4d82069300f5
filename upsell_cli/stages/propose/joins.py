"""How the ids of files meet: which columns may hold ids, and what share of them another file has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from upsell_cli.frames.documents.surveys import Survey, SurveyedColumn
from upsell_cli.stages.propose.likeness import CUSTOMERS, KEYS
from upsell_cli.stages.propose.texts import known, look_like_dates, look_like_ids, look_like_numbers, words

ID_COLUMNS = (None, "account_id", "subscription_id", "from_id")
"""What a column may be known as and still hold ids to join on."""


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids under a header of a file."""

    file: str
    header: str
    values: frozenset[str]


def id_columns(survey: Survey) -> tuple[SurveyedColumn, ...]:
    """Give the columns that may hold ids; plain numbers only under a header that says so."""
    return tuple(
        column
        for column in survey.columns
        if column.name in ID_COLUMNS
        and look_like_ids(column.values)
        and ((CUSTOMERS | KEYS) & set(words(column.header)) or not look_like_numbers(column.values))
    )


def ids_under(files: Sequence[Survey], header: str) -> frozenset[str]:
    """Give the ids that files of one table have under a header."""
    columns = (column for survey in files for column in survey.columns if column.header == header)
    return frozenset(value for column in columns for value in known(column.values))


def shares_met(files: Sequence[Survey], ids: frozenset[str]) -> dict[str, float]:
    """Give for each id column of a table the share of its ids that are among those given.

    Where somebody said which column names the account, only that one counts.
    """
    columns = id_columns(files[0])
    said = [column for column in columns if column.name == "account_id" and column.mapped]
    under = {column.header: ids_under(files, column.header) for column in said or columns}
    return {header: len(own & ids) / len(own) for header, own in under.items()}


def leading_to_accounts(survey: Survey, account_header: str) -> Iterator[Ids]:
    """Give the id columns of a file in which every id belongs to one account only."""
    accounts = survey.headed(account_header).values
    for column in id_columns(survey):
        pairs = {pair for pair in zip(column.values, accounts, strict=True) if all(pair)}
        ids = frozenset(one for one, _ in pairs)
        if column.header != account_header and len(ids) == len(pairs):
            yield Ids(survey.file, column.header, ids)


def tells_rows_apart(survey: Survey, column: SurveyedColumn) -> bool:
    """Tell whether no two rows have the same id on the same day, as rows of accounts have not.

    An id that is another one on every row, though there are days, is that of the row.
    """
    said = survey.named("date")
    dated = [said] if said else [c for c in survey.columns if look_like_dates(c.values)]
    if len(dated) != 1:
        return len(set(column.values)) == len(column.values)
    keys = set(zip(column.values, dated[0].values, strict=True))
    return len(set(column.values)) < len(column.values) == len(keys)
