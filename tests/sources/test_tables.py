"""All files together: types, provenance, the as-of date, currencies."""

import hashlib
import os
from datetime import date
from pathlib import Path

import pytest

from tests.sources.given import inputs, request, told, written
from upsell_cli.frames.inputs import PROFILE, TABLES
from upsell_cli.problems import UpsellError
from upsell_cli.sources import MeterColumn, Request, read

USAGE = "account_id,date,users\nA,2026-05-01,5\n"
UNDATED = "account_id,users\nA,5\n"

SMALL = {
    "billing": "account_id,tier,mrr,currency,seats,is_trial\nA,growth,49.99,USD,5,no\n",
    "accounts": "account_id,name,satisfaction,do_not_contact\nA,Acme,8.5,yes\n",
    "invoices": "account_id,invoice_date,base_amount,overage_amount\nA,2026-04-01,49,1.5\n",
    "events": "account_id,date,type,value\nA,2026-04-01,nps,9\n",
    "contacts": "account_id,date,purpose\nA,2026-04-01,upsell\n",
    "deals": "account_id,stage,amount\nA,open,100\n",
    "people": "account_id,name,role\nA,Ana,buyer\n",
    "value": "account_id,driver,hours_per_person_week\nA,time,2\n",
    "rates": "from,to,rate\nEUR,USD,1.1\n",
}


def test_every_table_conforms_to_its_contract_and_says_where_rows_stand(tmp_path: Path):
    tables = inputs(tmp_path, usage=USAGE, **SMALL).tables
    for name in SMALL:
        frame = getattr(tables, name)
        contract = TABLES[name].contract
        assert list(frame.columns) == [*contract.names, "source_file", "source_line"]
        assert {c.name: str(frame[c.name].dtype) for c in contract} == {
            c.name: c.pandas_dtype for c in contract
        }
        assert frame["source_line"].to_list() == [2]
        assert frame["source_file"].to_list() == [str(tmp_path / f"{name}.csv")]
    assert list(tables.profile.columns) == [*PROFILE.contract.names, "source_file", "source_line"]


def test_what_a_file_does_not_say_is_not_known(tmp_path: Path):
    tables = inputs(tmp_path, usage=USAGE, **SMALL).tables
    assert tables.billing is not None
    row = tables.billing.iloc[0]
    assert (row["mrr_minor"], row["seats"], row["is_trial"]) == (4999, 5, False)
    assert row[["arr_minor", "status", "cancel_at"]].isna().all()


def test_tables_not_given_are_none(tmp_path: Path):
    tables = inputs(tmp_path, usage=USAGE).tables
    assert [getattr(tables, name) for name in SMALL] == [None] * len(SMALL)


def test_what_databases_write_for_null_is_no_value(tmp_path: Path):
    accounts = "account_id,name,satisfaction,do_not_contact\nA,\\N,\\N,\\N\n"
    tables = inputs(tmp_path, usage=USAGE, accounts=accounts).tables
    assert tables.accounts is not None
    assert tables.accounts.iloc[0][["name", "satisfaction", "do_not_contact"]].isna().all()


def test_an_id_that_a_database_does_not_have_is_blank(tmp_path: Path):
    found = inputs(tmp_path, usage=USAGE + "\\N,2026-05-01,6\n")
    assert told(found) == [("missing-value", 3, "account_id")]


def test_big_amounts_stay_exact(tmp_path: Path):
    billing = "account_id,tier,mrr\nA,growth,90071992547409.93\nB,growth,\n"
    tables = inputs(tmp_path, usage=USAGE, billing=billing).tables
    assert tables.billing is not None
    assert tables.billing["mrr_minor"][0] == 9007199254740993
    assert tables.billing["mrr_minor"].isna().to_list() == [False, True]


def test_amounts_without_a_currency_are_in_the_catalogues(tmp_path: Path):
    billing = "account_id,tier,mrr\nA,growth,500\n"
    tables = inputs(tmp_path, usage=USAGE, billing=billing, currency="JPY").tables
    assert tables.billing is not None
    assert tables.billing["mrr_minor"].to_list() == [500]


def test_statements_of_value_in_a_currency_without_a_rate_are_told(tmp_path: Path):
    value = "account_id,driver,hourly_cost,currency\nA,reports,50,USD\nA,alerts,50,CHF\n"
    found = inputs(tmp_path, usage=USAGE, value=value)
    assert told(found) == [("no-rate", 3, "currency")]
    assert "1 row is in CHF" in found.problems[0].message


def test_currencies_without_a_rate_are_told(tmp_path: Path):
    billing = "account_id,tier,mrr,currency\nA,growth,1,USD\nB,growth,1,EUR\nC,growth,1,MYR\nD,growth,1,EUR\n"
    found = inputs(tmp_path, usage=USAGE, billing=billing)
    assert told(found) == [("no-rate", 3, "currency"), ("no-rate", 4, "currency")]
    assert "2 rows are in EUR" in found.problems[0].message
    with_rate = inputs(
        tmp_path, usage=USAGE, billing=billing, rates="from,to,rate\nUSD,EUR,0.9\nMYR,USD,0.2\n"
    )
    assert told(with_rate) == []


def test_the_as_of_date_is_asked_for_or_the_newest_in_usage(tmp_path: Path):
    asked, newest = inputs(tmp_path, usage=USAGE, as_of=date(2026, 6, 1)), inputs(tmp_path, usage=USAGE)
    assert (asked.as_of, asked.as_of_origin) == (date(2026, 6, 1), "--as-of")
    assert (newest.as_of, newest.as_of_origin) == (date(2026, 5, 1), "newest date in usage")


def test_undated_usage_is_as_of_the_newest_other_date(tmp_path: Path):
    found = inputs(
        tmp_path, usage=UNDATED, events="account_id,date,type\nA,2026-04-02,note\nA,2026-03-01,note\n"
    )
    assert (found.as_of, found.grain) == (date(2026, 4, 2), "snapshot")
    assert told(found) == []


def test_undated_usage_alone_is_as_of_the_day_it_was_saved_and_that_is_told(tmp_path: Path):
    asked = request(tmp_path, usage=UNDATED)
    os.utime(asked.usage[0], (1_767_225_599, 1_767_225_599))
    found = read(asked)
    assert found.as_of == date(2025, 12, 31)
    assert told(found) == [("undated-usage", None, None)]
    assert (found.problems[0].severity, found.as_of_origin) == ("note", "day the usage file was saved")


def test_a_file_is_reported_with_its_digest_and_dialect(tmp_path: Path):
    (report,) = inputs(tmp_path, usage=USAGE).files
    assert (report.encoding, report.delimiter, report.header_line) == ("utf-8", ",", 1)
    assert report.sha256 == hashlib.sha256(USAGE.encode()).hexdigest()
    assert (report.first_on, report.last_on) == (date(2026, 5, 1), date(2026, 5, 1))


def test_meters_may_be_called_what_our_columns_are_called(tmp_path: Path):
    meters = tuple(MeterColumn(name, "level", (name,)) for name in ("line", "bad", "mrr", "file"))
    usage = written(tmp_path, "u.csv", "account_id,date,line,bad,mrr,file\nA,2026-05-01,1,2,3,4\n")
    found = read(Request((usage,), meters=meters))
    assert found.tables.readings["bin[0]"].to_list() == [1, 2, 3, 4]


@pytest.mark.parametrize(("limit", "fits"), [("1GB", True), ("lots", False)])
def test_the_memory_limit_is_a_size(tmp_path: Path, limit: str, fits: bool):
    asked = request(tmp_path, usage=USAGE, memory_limit=limit)
    if fits:
        assert read(asked).as_of == date(2026, 5, 1)
        return
    with pytest.raises(UpsellError) as error:
        read(asked)
    assert told(error.value.problems) == [("bad-setting", None, None)]
