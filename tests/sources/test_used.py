"""The rows as they were used: what stood in the file, typed, and written out exactly."""

from tests.sources.given import request
from upsell_cli.sources import reading


def records(folder, table="usage", **given):
    """The records of a table, keyed and as text."""
    with reading(request(folder, **given)) as (_, files):
        return [
            dict(zip((column.name for column in file.columns), row, strict=True))
            for file in files
            if file.table == table
            for batch in file.batches
            for row in zip(*batch, strict=True)
        ]


USAGE = "account_id,date,users\nA-1,2026-01-05,3\n"


def test_values_are_exact_and_have_no_zeros_that_say_nothing(tmp_path):
    usage = "account_id,date,users,storage_gb\nA-1,2026-01-05,30,0.1\nB-2,2026-01-05,0,1250\n"
    assert records(tmp_path, usage=usage) == [
        {"account_id": "A-1", "date": "2026-01-05", "users": "30", "storage_gb": "0.1"},
        {"account_id": "B-2", "date": "2026-01-05", "users": "0", "storage_gb": "1250"},
    ]


def test_amounts_have_the_digits_of_the_currency_of_their_row(tmp_path):
    billing = "account_id,mrr,currency\nA-1,49,USD\nB-2,49,JPY\nC-3,0.5,KWD\nD-4,(1.25),\n"
    rows = records(tmp_path, "billing", usage=USAGE, billing=billing, currency="EUR")
    assert [row["mrr"] for row in rows] == ["49.00", "49", "0.500", "-1.25"]


def test_amounts_in_minor_units_become_major_ones(tmp_path):
    billing = "account_id,mrr\nA-1,4999\n"
    [row] = records(tmp_path, "billing", usage=USAGE, billing=billing, amount_unit="minor")
    assert row["mrr"] == "49.99"


def test_what_is_not_known_is_none(tmp_path):
    accounts = "account_id,name,satisfaction,do_not_contact\nA-1,,n/a,yes\n"
    assert records(tmp_path, "accounts", usage=USAGE, accounts=accounts) == [
        {"account_id": "A-1", "name": None, "satisfaction": None, "do_not_contact": "true"}
    ]


def test_a_column_goes_by_the_name_it_was_recognised_by_in_our_spelling(tmp_path):
    usage = "Customer ID,Period,Active Users\nA-1,2026-01-05,3\n"
    [row] = records(tmp_path, usage=usage)
    assert list(row) == ["customer_id", "period", "active_users"]


def test_a_column_that_was_mapped_goes_by_our_name(tmp_path):
    usage = "Klant,date,users\nA-1,2026-01-05,3\n"
    [row] = records(tmp_path, usage=usage, mapping={"usage": {"account_id": "Klant"}})
    assert list(row) == ["account_id", "date", "users"]


def test_rows_that_were_rejected_or_skipped_are_not_there(tmp_path):
    rows = ["A-1,2026-01-05,3", "A-1,2026-01-05,3", "B-2,2026-01-05,many", "C-3,2026-01-05,4"]
    usage = "\n".join(["account_id,date,users", *rows, ""])
    assert [row["account_id"] for row in records(tmp_path, usage=usage)] == ["A-1", "C-3"]


def test_rows_come_in_the_order_of_the_file_in_batches(tmp_path, monkeypatch):
    monkeypatch.setattr("upsell_cli.sources.used.BATCH_ROWS", 2)
    ids = ["C-3", "A-1", "D-4", "B-2", "E-5"]
    usage = "\n".join(["account_id,date,users", *(f"{i},2026-01-05,3" for i in ids), ""])
    with reading(request(tmp_path, usage=usage)) as (_, [file]):
        batches = list(file.batches)
    assert [len(batch[0]) for batch in batches] == [2, 2, 1]
    assert [i for batch in batches for i in batch[0]] == ids
    assert file.rows == 5
