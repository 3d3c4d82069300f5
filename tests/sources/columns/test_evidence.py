"""Decimal marks and date orders are proven by the column or told, never guessed."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.sources.given import inputs, told, use
from upsell_cli.problems import UpsellError


def storage(folder: Path, *cells: str, delimiter: str = ";", **options: Any) -> list[float | None]:
    """Give the readings of accounts 0, 1, ... whose cells these are."""
    rows = [delimiter.join((str(i), "2026-05-01", f'"{cell}"')) for i, cell in enumerate(cells)]
    header = delimiter.join(("account_id", "date", "storage_gb"))
    found = inputs(folder, usage="\n".join([header, *rows]), max_rejects=99, **options)
    return [use(found, "storage_gb").get(str(i)) for i, _ in enumerate(cells)]


def renewals(folder: Path, *cells: str, **options: Any) -> list[date]:
    rows = "".join(f"{i},growth,{cell}\n" for i, cell in enumerate(cells))
    usage = "account_id,users\n0,1\n"
    billing = "account_id,tier,renewal_date\n" + rows
    found = inputs(folder, usage=usage, billing=billing, as_of=date(2026, 5, 1), **options)
    assert found.tables.billing is not None
    return [day.date() for day in found.tables.billing["renewal_date"]]


def refused(function: Any, *given: Any, **options: Any) -> list[tuple[str, int | None, Any]]:
    with pytest.raises(UpsellError) as error:
        function(*given, **options)
    return told(error.value.problems)


def test_one_decimal_comma_proves_the_column(tmp_path: Path):
    assert storage(tmp_path, "9,5", "1.234", "1.234,56") == [9.5, 1234, 1234.56]


def test_the_full_stop_of_a_currency_is_no_mark(tmp_path: Path):
    usage = "account_id,date,users\nA,2026-05-01,5\n"
    billing = "account_id;tier;mrr\nA;growth;1.199,50 kr.\nB;growth;kr. 49,00\n"
    found = inputs(tmp_path, usage=usage, billing=billing, currency="DKK")
    assert found.tables.billing is not None
    assert found.tables.billing["mrr_minor"].to_list() == [1199_50, 49_00]


def test_four_digits_behind_a_comma_make_no_whole_number(tmp_path: Path):
    usage = 'account_id,date,users\nA,2026-05-01,5\nB,2026-05-01,"1,0000"\n'
    assert told(inputs(tmp_path, usage=usage)) == [("bad-number", 3, "users")]


def test_one_decimal_point_proves_the_column(tmp_path: Path):
    assert storage(tmp_path, "9.5", "1.234", "1,234") == [9.5, 1.234, 1234]


def test_a_leading_zero_proves_decimals(tmp_path: Path):
    assert storage(tmp_path, "0.123", "1.234") == [0.123, 1.234]


def test_another_column_of_the_file_may_prove_it(tmp_path: Path):
    usage = "account_id,date,users\nA,2026-05-01,5\n"
    billing = "account_id;tier;mrr;amount\nA;growth;1.234;9,50\n"
    found = inputs(tmp_path, usage=usage, billing=billing)
    assert found.tables.billing is not None
    assert found.tables.billing["mrr_minor"].to_list() == [123400]


def amounts(folder: Path, *cells: str, **options: Any) -> list[int]:
    """Give the amounts of billing rows that could be used."""
    billing = "account_id,tier,mrr\n" + "".join(f"{i},growth,{cell}\n" for i, cell in enumerate(cells))
    usage = "account_id,date,users\n0,2026-05-01,1\n"
    found = inputs(folder, usage=usage, billing=billing, max_rejects=99, **options)
    assert found.tables.billing is not None
    return found.tables.billing["mrr_minor"].to_list()


def test_one_amount_with_three_decimals_among_dollars_and_cents_is_not_taken(tmp_path: Path):
    assert amounts(tmp_path, "49.00", "1.199", "199.00") == [4900, 19900]


def test_amounts_with_many_decimals_were_worked_out_and_are_rounded(tmp_path: Path):
    assert amounts(tmp_path, "49.00", "1.125", "16.6667") == [4900, 113, 1667]


def test_the_mark_that_was_told_is_believed(tmp_path: Path):
    assert amounts(tmp_path, "49.00", "1.199", decimal=".") == [4900, 120]


def test_threes_alone_are_refused_where_a_comma_may_mark_decimals(tmp_path: Path):
    assert refused(storage, tmp_path, "1.234", "2.500") == [("ambiguous-number", 2, "storage_gb")]


def test_a_file_delimited_by_commas_does_not_mark_decimals_with_them(tmp_path: Path):
    assert storage(tmp_path, "1.234", "1,250", delimiter=",") == [1.234, 1250]


@pytest.mark.parametrize(("decimal", "value"), [(".", 1.234), (",", 1234)])
def test_the_mark_may_be_told(tmp_path: Path, decimal: str, value: float):
    assert storage(tmp_path, "1.234", decimal=decimal) == [value]
    assert storage(tmp_path, "1.234", delimiter=",", decimal=decimal) == [value]


def test_a_mark_told_for_all_files_yields_to_a_column_that_can_only_be_read_otherwise(tmp_path: Path):
    assert amounts(tmp_path, "49.00", "199.50", decimal=",") == [4900, 19950]
    assert storage(tmp_path, "9,5", "1.234,56", decimal=".") == [9.5, 1234.56]


def test_a_mark_told_is_kept_where_the_column_has_cells_of_both_readings(tmp_path: Path):
    assert storage(tmp_path, "9.5", "1.234", "2,25", decimal=",") == [None, 1234, 2.25]


def test_cells_of_the_other_mark_are_rejected(tmp_path: Path):
    assert storage(tmp_path, "9.5", "1.234,56") == [9.5, None]


def test_a_day_above_twelve_proves_the_order(tmp_path: Path):
    assert renewals(tmp_path, "01/02/2024", "23/08/2024") == [date(2024, 2, 1), date(2024, 8, 23)]
    assert renewals(tmp_path, "01/02/2024", "08/23/2024") == [date(2024, 1, 2), date(2024, 8, 23)]


def test_a_day_that_equals_its_month_is_no_doubt(tmp_path: Path):
    assert renewals(tmp_path, "05/05/2024", "5.5.2025") == [date(2024, 5, 5), date(2025, 5, 5)]


def test_nothing_above_twelve_is_refused(tmp_path: Path):
    assert refused(renewals, tmp_path, "01/02/2024", "03/04/2024") == [("ambiguous-date", 2, "renewal_date")]


def test_both_orders_in_one_column_are_refused(tmp_path: Path):
    assert refused(renewals, tmp_path, "01/02/2024", "23/08/2024", "08/23/2024") == [
        ("contradictory-dates", 3, "renewal_date")
    ]


def test_the_order_may_be_told(tmp_path: Path):
    assert renewals(tmp_path, "01/02/2024", date_format="DD/MM/YYYY") == [date(2024, 2, 1)]


def test_day_numbers_of_a_spreadsheet_are_refused_for_they_have_two_beginnings(tmp_path: Path):
    assert refused(renewals, tmp_path, "45382", "2024-03-31") == [("spreadsheet-date", 2, "renewal_date")]


def test_words_for_no_value_are_missing_and_noted(tmp_path: Path):
    usage = "account_id,date,users,storage_gb\nA,2026-05-01,5,NaN\nB,2026-05-01,6,n/a\nC,2026-05-01,7,1\n"
    found = inputs(tmp_path, usage=usage)
    assert use(found, "storage_gb") == {"C": 1}
    assert use(found, "users") == {"A": 5, "B": 6, "C": 7}
    assert told(found) == [("missing-word", 2, "storage_gb")]
