"""What makes inputs unfit besides rows that cannot be read: ids that meet nowhere, use that has stopped."""

from collections.abc import Iterator

from upsell_cli.calendar import days_between, spoken
from upsell_cli.config.policy import Policy
from upsell_cli.frames.documents.fitness import History
from upsell_cli.frames.tables import Inputs
from upsell_cli.problems import Code, Place, Problem, first_few

NAMED = 5

CODES: dict[str, Code] = {
    code.code: code
    for code in (
        Code(
            "nothing-joins",
            "warning",
            "No account of one table is in another: ids of different systems, or written in different ways.",
            "Read the column that holds the same id (`--map`), or lead ids to accounts with `--crosswalk`.",
        ),
        Code(
            "stale-usage",
            "warning",
            "The newest usage is so old that every account would be held back.",
            "Export usage up to the day you ask about, or ask about an earlier day with `--as-of`.",
        ),
        Code(
            "few-in-newest",
            "warning",
            "Most accounts have no usage in the newest period: the export was cut, or a date is wrong.",
            "Complete the export, correct the date, or judge as of the day before it with `--as-of`.",
        ),
        Code(
            "holes",
            "note",
            "Accounts have weeks or months without usage between others; they count as not known, not as 0.",
            "Nothing, if the product was not used; else complete the export.",
        ),
        Code(
            "not-measured",
            "note",
            "The catalogue limits something that no usage file measures, so that limit is never judged.",
            "Add the column, or name its header in the mapping (`--map`).",
        ),
    )
}


def find_unfit(
    inputs: Inputs, history: History, unmeasured: tuple[str, ...], policy: Policy
) -> tuple[Problem, ...]:
    """Give what a person should know before anything is analysed; `unmeasured` are meters without use."""
    return (
        *_nothing_joins(inputs),
        *_stale_usage(inputs, policy),
        *_few_in_newest(inputs, history, policy),
        *_holes(inputs, history),
        *_not_measured(inputs, unmeasured),
    )


def _nothing_joins(inputs: Inputs) -> Iterator[Problem]:
    told: set[frozenset[str]] = set()
    for join in inputs.joins:
        pair = frozenset((join.left, join.right))
        if join.of and not join.matched and pair not in told:
            told.add(pair)
            place = Place(inputs.path_of(join.left))
            lost = first_few(join.unmatched, join.of)
            message = f"no account of {join.left} is in {join.right}; {join.left} has {lost}"
            yield CODES["nothing-joins"].problem(message, place, value=next(iter(join.unmatched), None))


def _stale_usage(inputs: Inputs, policy: Policy) -> Iterator[Problem]:
    days = [file.last_on for file in inputs.files if file.table == "usage" and file.last_on]
    if days and days_between(max(days), inputs.as_of) > policy.signals.stale_days(inputs.grain):
        age = days_between(max(days), inputs.as_of)
        message = f"the newest usage is of {spoken(max(days))}, {age:,} days before {spoken(inputs.as_of)}"
        yield CODES["stale-usage"].problem(message, Place(inputs.path_of("usage")))


def _few_in_newest(inputs: Inputs, history: History, policy: Policy) -> Iterator[Problem]:
    if history.without_newest > (1 - policy.signals.newest_accounts) * history.accounts:
        most = f"{history.without_newest:,} of {history.accounts:,} accounts"
        message = f"{most} have no usage in the {history.period} up to {spoken(inputs.as_of)}"
        yield CODES["few-in-newest"].problem(message, Place(inputs.path_of("usage")))


def _holes(inputs: Inputs, history: History) -> Iterator[Problem]:
    if history.with_holes:
        worst = ", ".join(f"{account} ({periods})" for account, periods in history.holes[:NAMED])
        message = (
            f"{history.with_holes:,} of {history.accounts:,} accounts have {history.period}s without usage "
            f"between others, most of all {worst}"
        )
        yield CODES["holes"].problem(message, Place(inputs.path_of("usage")))


def _not_measured(inputs: Inputs, unmeasured: tuple[str, ...]) -> Iterator[Problem]:
    if unmeasured:
        message = f"no usage file measures {', '.join(unmeasured)}, which limit a tier"
        yield CODES["not-measured"].problem(message, Place(inputs.path_of("usage")))
