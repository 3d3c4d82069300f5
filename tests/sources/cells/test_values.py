"""What the text of a cell is worth, kind by kind; None is a cell that does not fit."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from upsell_cli.frames.inputs import TABLES, InputColumn, Kind
from upsell_cli.sources.cells.values import Manner, Money, any_value, plain_value
from upsell_cli.sources.dates import strptime_format
from upsell_cli.sources.engine import Engine, engine

USD = Money("'USD'")


@pytest.fixture(scope="module")
def sql() -> Iterator[Engine]:
    with engine() as connection:
        yield connection


def valued(sql: Engine, expression: str, text: str) -> Any:
    query = f"SELECT {expression} FROM (SELECT ? AS c)"  # noqa: S608  the expression is what is tested
    (value,) = sql.execute(query, [text]).fetchone() or ()
    return value


def number(sql: Engine, text: str, mark: Any = ".") -> Decimal | None:
    column = InputColumn("x", Kind.NUMBER, "")
    value: Decimal | None = valued(sql, any_value(column, "t", "c", Manner(mark=mark), USD), text)
    return value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", "12"),
        ("-4", "-4"),
        ("+4", "4"),
        ("0.5", "0.5"),
        (".5", "0.5"),
        ("1,250,000", "1250000"),
        ("1,250,000.75", "1250000.75"),
        ("12,34,567", "1234567"),
        ("1 250 000", "1250000"),
        ("1\u00a0250\u202f000", "1250000"),
        ("1'250'000", "1250000"),
        ("1e3", "1000"),
        ("1e-05", "0.00001"),
    ],
)
def test_numbers_as_people_write_them(sql: Engine, text: str, value: str):
    assert number(sql, text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "twelve",
        "1_000",
        "0x18",
        "inf",
        "nan",
        "Infinity",
        "1,25",
        "1,2500",
        "12,3",
        "1.2.3",
        "1e999",
        "5%",
        "٣",
        "--5",
    ],
)
def test_what_only_a_programming_language_takes_for_a_number_is_none(sql: Engine, text: str):
    assert number(sql, text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("9,5", "9.5"), ("1.234,56", "1234.56"), ("1.234", "1234"), ("1 234,5", "1234.5")]
)
def test_with_a_decimal_comma_dots_group_thousands(sql: Engine, text: str, value: str):
    assert number(sql, text, mark=",") == Decimal(value)


@pytest.mark.parametrize(
    ("text", "value"), [("24", 24), ("24.0", 24), ("1,000", 1000), ("24.5", None), ("-1", None)]
)
def test_a_count_is_whole_and_not_negative(sql: Engine, text: str, value: int | None):
    column = InputColumn("x", Kind.COUNT, "", least=0)
    assert valued(sql, any_value(column, "t", "c", Manner(), USD), text) == value


@pytest.mark.parametrize(("text", "value"), [("10", 10), ("0", 0), ("10.1", None), ("-1", None)])
def test_a_number_stays_within_its_bounds(sql: Engine, text: str, value: int | None):
    column = InputColumn("x", Kind.NUMBER, "", least=0, most=10)
    assert valued(sql, any_value(column, "t", "c", Manner(), USD), text) == value
    assert valued(sql, plain_value(column, "t", "c", USD), text) == value


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("49", 4900),
        ("49.99", 4999),
        ("49.005", 4901),
        ("-49.005", -4901),
        ("$1,199.00", 119900),
        ("US$ 5", 500),
        ("USD 5", 500),
        ("5 usd", 500),
        ("-$5", -500),
        ("$-5", -500),
        ("5-", -500),
        ("(1,199.00)", -119900),
        ("€5", None),
        ("5 EUR", None),
        ("5 pounds", None),
        ("1e3", None),
        ("(-5)", None),
        ("$", None),
        ("1,199.00\u00a0$", 119900),
        ("1,199.00\u202fUSD", 119900),
        ("$(1,199.00)", -119900),
        ("\u22125.00", -500),
        ("$'5", None),
    ],
)
def test_amounts_become_whole_minor_units(sql: Engine, text: str, cents: int | None):
    column = InputColumn("mrr", Kind.MONEY, "")
    assert valued(sql, any_value(column, "billing", "c", Manner(), USD), text) == cents


@pytest.mark.parametrize(
    ("text", "mark", "currency", "minor"),
    [
        ("R$ 1.199,50", ",", "BRL", 1199_50),
        ("1 199,50 zł", ",", "PLN", 1199_50),
        ("₺1.199,50", ",", "TRY", 1199_50),
        ("1.199,50 TL", ",", "TRY", 1199_50),
        ("₩1,199", ".", "KRW", 1199),
        ("1,199円", ".", "JPY", 1199),
        ("￥1,199", ".", "JPY", 1199),
        ("RM 1,199.50", ".", "MYR", 1199_50),
        ("1 199,50 kr", ",", "SEK", 1199_50),
        ("1.199,50 kr.", ",", "DKK", 1199_50),
        ("-kr 1 199,50", ",", "NOK", -1199_50),
        ("S$1,199.50", ".", "SGD", 1199_50),
        ("US $1,199.50", ".", "USD", 1199_50),
        ("Rs. 1,99,500.50", ".", "INR", 199500_50),
        ("Rs.500", ".", "INR", 500_00),
        ("(Fr. 1'199.50)", ".", "CHF", -1199_50),
        ("KRW 500", ".", "KRW", 500),
        ("RON.50", ".", "RON", 50),
        ("lei 5", ".", "RON", 500),
        ("$1,199.50 USD", ".", "USD", 1199_50),
        ("CAD $5", ".", "CAD", 500),
        ("-R$ 5,00 BRL", ",", "BRL", -500),
        ("$5 EUR", ".", "USD", None),
        ("\u20ac5 USD", ".", "USD", None),
        ("5 USD USD", ".", "USD", None),
        ("R$ 5", ".", "USD", None),
        ("5 kr", ".", "EUR", None),
        ("1,199 RM", ".", "SGD", None),
        ("kr. ", ".", "SEK", None),
    ],
)
def test_the_signs_of_many_currencies_are_read_where_they_agree(
    sql: Engine, text: str, mark: Any, currency: str, minor: int | None
):
    column = InputColumn("mrr", Kind.MONEY, "")
    money = Money(f"'{currency}'")
    assert valued(sql, any_value(column, "billing", "c", Manner(mark=mark), money), text) == minor


@pytest.mark.parametrize(
    ("text", "mark", "currency", "minor"),
    [
        ("1.199", ".", "USD", None),
        ("$1.199", ".", "USD", None),
        ("1.199", ".", "JPY", None),
        ("1.199", ".", "KWD", 1199),
        ("1,199", ",", "USD", None),
        ("0.125", ".", "USD", 13),
        ("1199.125", ".", "USD", 119913),
        ("1,199", ".", "USD", 119900),
    ],
)
def test_an_amount_with_three_decimals_may_mean_thousands(
    sql: Engine, text: str, mark: Any, currency: str, minor: int | None
):
    column, money = InputColumn("mrr", Kind.MONEY, ""), Money(f"'{currency}'")
    doubted = any_value(column, "billing", "c", Manner(mark=mark, thirds=False), money)
    assert valued(sql, doubted, text) == minor


@pytest.mark.parametrize(("currency", "minor"), [("USD", 150000), ("JPY", 1500), ("KWD", 1500000)])
def test_a_currency_has_its_own_number_of_digits(sql: Engine, currency: str, minor: int):
    column = InputColumn("mrr", Kind.MONEY, "")
    assert valued(sql, plain_value(column, "billing", "c", Money(f"'{currency}'")), "1500") == minor


def test_amounts_may_be_in_minor_units_already(sql: Engine):
    column = InputColumn("mrr", Kind.MONEY, "")
    assert valued(sql, plain_value(column, "billing", "c", Money("'USD'", minor=True)), "4900") == 4900


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-31", date(2024, 3, 31)),
        ("2024/3/1", date(2024, 3, 1)),
        ("20240331", date(2024, 3, 31)),
        ("2024-03", date(2024, 3, 31)),
        ("Feb 2024", date(2024, 2, 29)),
        ("February-2024", date(2024, 2, 29)),
        ("2024.3.1", date(2024, 3, 1)),
        ("2024-03-31 00:00:00+00", date(2024, 3, 31)),
        ("2024-03-31T23:30:00-08:00", date(2024, 3, 31)),
        ("2024-03-31 23:59:59.999 UTC", date(2024, 3, 31)),
        ("31 Mar 2024", date(2024, 3, 31)),
        ("March 31, 2024", date(2024, 3, 31)),
        ("23/08/2024", date(2024, 8, 23)),
        ("01.02.2024 03:00", date(2024, 2, 1)),
        ("2024-02-30", None),
        ("31/02/2024", None),
        ("45382", None),
        ("infinity", None),
        ("0001-01-01", None),
        ("1711843200", None),
        ("tomorrow", None),
        ("Foo 2024", None),
        ("Tue, 06 Jan 2026 10:00:00 +0000", date(2026, 1, 6)),
        ("Tue Jan 06 2026 10:00:00 GMT+0100 (CET)", date(2026, 1, 6)),
        ("Jan 6, 2026, 10:00 AM", date(2026, 1, 6)),
        ("6th January 2026", date(2026, 1, 6)),
        ("5 Sept 2026", date(2026, 9, 5)),
        ("2026-03-29 02:30:00 CET", date(2026, 3, 29)),
        ("2026-01-31 24:00:00", date(2026, 1, 31)),
        ("2026-W05", date(2026, 2, 1)),
        ("2026W05", date(2026, 2, 1)),
        ("2025-W53", None),
        ("2026-Q1", date(2026, 3, 31)),
        ("Q4 2026", date(2026, 12, 31)),
        ("2026-Q5", None),
        ("02/2026", date(2026, 2, 28)),
        ("2026/02", date(2026, 2, 28)),
        ("202602", date(2026, 2, 28)),
        ("201012", None),
        ("Jan-26", None),
        ("2024.03.31.", date(2024, 3, 31)),
        ("2024\u5e743\u670831\u65e5", date(2024, 3, 31)),
        ("2024. 3. 31.", date(2024, 3, 31)),
        ("20240331T101500Z", date(2024, 3, 31)),
        ("20240331101500", date(2024, 3, 31)),
        ("202403311015", None),
        ("2024-03-31 10:00:00 America/New_York", date(2024, 3, 31)),
        ("2024-W13-7", date(2024, 3, 31)),
        ("2025-W53-1", None),
        ("Q1/2024", date(2024, 3, 31)),
        ("2024-H1", date(2024, 6, 30)),
        ("H2 2024", date(2024, 12, 31)),
        ("2024-H3", None),
        ("1970-01-01", None),
        ("1970-01-01T00:00:00Z", None),
        ("1900-01-01", None),
        ("1970-01-02", date(1970, 1, 2)),
    ],
)
def test_dates_are_the_day_as_written(sql: Engine, text: str, day: date | None):
    column = InputColumn("x", Kind.DATE, "")
    assert valued(sql, any_value(column, "t", "c", Manner(order="day"), USD), text) == day


@pytest.mark.parametrize(
    ("asked", "text", "day"),
    [
        ("MM/DD/YYYY", "01/02/2024", date(2024, 1, 2)),
        ("%d.%m.%y", "31.03.24", date(2024, 3, 31)),
        ("%Y-%d-%m", "2024-03-04", date(2024, 4, 3)),
        ("DD/MM/YYYY", "2024-03-04", date(2024, 3, 4)),
        ("%b-%y", "Feb-24", date(2024, 2, 29)),
        ("unix", "1767225600", date(2026, 1, 1)),
        ("unix", "1767225600123", date(2026, 1, 1)),
        ("unix", "1767225600123456", date(2026, 1, 1)),
        ("unix", "2026-01-05", date(2026, 1, 5)),
        ("excel", "46023", date(2026, 1, 1)),
        ("excel", "46023.75", date(2026, 1, 1)),
        ("excel-1904", "44561", date(2026, 1, 1)),
    ],
)
def test_a_date_format_asked_for_comes_before_what_dates_look_like(
    sql: Engine, asked: str, text: str, day: date
):
    column = InputColumn("x", Kind.DATE, "")
    manner = Manner(date_format=strptime_format(asked))
    assert valued(sql, any_value(column, "t", "c", manner, USD), text) == day


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ACME-1", "ACME-1"),
        ("00123", "00123"),
        ("NA", "NA"),
        ("null", "null"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("1E5", "1E5"),
        ("v1.2e5", "v1.2e5"),
        ("1.2e15", None),
        ("9007199254740993", "9007199254740993"),
        ("", None),
        ("1.23457E+15", None),
        ("#REF!", None),
    ],
)
def test_an_id_is_text_and_nothing_else(sql: Engine, text: str, value: str | None):
    column = InputColumn("account_id", Kind.ID, "")
    assert valued(sql, any_value(column, "t", "c", Manner(), USD), text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("yes", True), ("TRUE", True), ("1", True), ("N", False), ("0", False), ("maybe", None)],
)
def test_flags_are_yes_or_no(sql: Engine, text: str, value: bool | None):
    column = InputColumn("x", Kind.FLAG, "")
    assert valued(sql, any_value(column, "t", "c", Manner(), USD), text) is value


@pytest.mark.parametrize(
    ("table", "name", "text", "value"),
    [
        ("billing", "status", "Active", "active"),
        ("billing", "status", "Past-Due", "past_due"),
        ("billing", "status", "Cancelled", "canceled"),
        ("billing", "status", "In dunning", "past_due"),
        ("billing", "status", "Dunning", "past_due"),
        ("billing", "status", "Overdue", "past_due"),
        ("billing", "status", "delinquent", "past_due"),
        ("billing", "status", "Unpaid", "past_due"),
        ("invoices", "status", "Overdue", "past_due"),
        ("invoices", "status", "Unpaid", "open"),
        ("invoices", "status", "Partially Paid", "open"),
        ("invoices", "status", "Not Paid", "failed"),
        ("invoices", "status", "Voided", "void"),
        ("invoices", "status", "Written-off", "uncollectible"),
        ("invoices", "status", "trialing", None),
        ("billing", "interval", "Annually", "year"),
        ("billing", "status", "asleep", None),
        ("billing", "currency", "usd", "USD"),
        ("billing", "currency", "dollars", None),
        ("events", "type", "Feature Request", "feature_request"),
        ("events", "type", "our own event", "our_own_event"),
    ],
)
def test_codes_are_words_we_know_in_any_spelling(
    sql: Engine, table: str, name: str, text: str, value: str | None
):
    column = TABLES[table][name]
    assert valued(sql, any_value(column, table, "c", Manner(), USD), text) == value


@pytest.mark.parametrize(
    "kind", [Kind.NUMBER, Kind.COUNT, Kind.MONEY, Kind.DATE, Kind.FLAG, Kind.ID, Kind.TEXT]
)
@pytest.mark.parametrize(
    "text", ["12", "12.5", "2024-03-31", "yes", "ACME", "", "1,5", "1_0", "2024-02-30", "0012"]
)
def test_the_plain_way_of_reading_never_differs_from_the_careful_one(sql: Engine, kind: Kind, text: str):
    column = InputColumn("x", kind, "")
    plain = valued(sql, plain_value(column, "t", "c", USD), text)
    careful = valued(sql, any_value(column, "t", "c", Manner(order="day"), USD), text)
    assert plain is None or plain == careful
