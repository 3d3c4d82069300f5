"""The currency that the amounts of a newcomer's files are in."""

from collections import Counter
from collections.abc import Sequence

from upsell_cli.frames.documents.surveys import Survey, SurveyedColumn
from upsell_cli.frames.inputs import PROFILE, TABLES, Kind
from upsell_cli.money import SYMBOLS
from upsell_cli.stages.propose.texts import known

USUAL = "USD"
TABLES_WITH_PRICES = ("billing", "usage")
LETTERS = 3


def currency_of(surveys: Sequence[Survey]) -> tuple[str, str]:
    """Give the currency to keep the catalogue in, and what says so.

    >>> amounts = SurveyedColumn("Fee", "mrr", ("€49,00", "€199,00"))
    >>> currency_of([Survey("billing", "b.csv", (amounts,))])
    ('EUR', 'the amounts in b.csv have its sign')
    """
    for table in TABLES_WITH_PRICES:
        for survey in (survey for survey in surveys if survey.table == table):
            stated = survey.named("currency")
            codes = Counter(value.upper() for value in known(stated.values)) if stated else Counter()
            for code in sorted(codes, key=lambda code: (-codes[code], code)):
                if len(code) == LETTERS and code.isascii() and code.isalpha():
                    return code, f"the commonest in {survey.file}"
            signed = Counter(filter(None, (_sign(v) for column in _amounts(survey) for v in column.values)))
            for code in sorted(signed, key=lambda code: (-signed[code], code)):
                return code, f"the amounts in {survey.file} have its sign"
    return USUAL, "no file says which it is"


def _amounts(survey: Survey) -> list[SurveyedColumn]:
    known_columns = (*TABLES[survey.table].columns, *PROFILE.columns)
    money = {column.name for column in known_columns if column.kind is Kind.MONEY}
    return [column for column in survey.columns if column.name in money and not column.meter]


def _sign(text: str) -> str | None:
    """Give the currency of the sign at an amount; of signs that contain one another, the longest.

    >>> _sign("A$49"), _sign("$49"), _sign("49")
    ('AUD', 'USD', None)
    """
    found = (code for code in sorted(SYMBOLS, key=lambda c: -len(SYMBOLS[c])) if SYMBOLS[code] in text)
    return next(found, None)
