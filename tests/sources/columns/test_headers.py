"""Headers become columns of ours, or a message with the line to add to the mapping."""

from pathlib import Path
from typing import Any

import pytest

from tests.sources.given import CALLS, METERS, STORAGE, USERS, file_of, inputs, told, use
from upsell_cli.frames.inputs import TABLES
from upsell_cli.frames.tables import Inputs
from upsell_cli.problems import Problem, UpsellError
from upsell_cli.sources import MeterColumn, Request
from upsell_cli.sources.columns.mapping import find_fields, wanted


def read_as(table: str, *headers: str, **options: Any) -> dict[str, str]:
    """Give for each header that is read the column it is read as."""
    groups = wanted(TABLES[table], Request((), **{"meters": METERS, **options}))
    return {field.header: field.key for field in find_fields(headers, groups)}


def words(found: Inputs, table: str, column: str) -> list[Any]:
    """Give a column of a table, row by row."""
    return list(getattr(found.tables, table)[column])


def refused(folder: Path, **given: Any) -> tuple[Problem, ...]:
    with pytest.raises(UpsellError) as error:
        inputs(folder, **given)
    return error.value.problems


@pytest.mark.parametrize(
    "header", ["account_id", "Account ID", " ACCOUNT-ID ", "accountId", "Account_Id (UTC)"]
)
def test_case_spaces_and_hyphens_do_not_matter(header: str):
    assert read_as("billing", header, "tier") == {header: "account_id", "tier": "tier"}


def test_a_misspelt_meter_alone_in_a_file_is_told_with_the_line_to_add(tmp_path: Path):
    (problem,) = refused(tmp_path, usage="account_id,date,tier,actve_users\nA,2026-01-05,one,3\n")
    assert problem.message == 'no column for any meter; "actve_users" looks like users'
    assert problem.fix == 'Add `usage: {users: "actve_users"}` to your mapping (`--map`).'


def test_our_own_name_goes_before_another_name():
    assert read_as("usage", "customer_id", "account_id") == {"account_id": "account_id"}


def test_other_names_go_in_their_order():
    assert read_as("billing", "Created (UTC)", "Start Date (UTC)") == {"Start Date (UTC)": "started_at"}


@pytest.mark.parametrize(
    "header", ["Qty", "Units", "No. of seats", "Number of Seats", "# seats", "Seat count"]
)
def test_what_a_bill_is_for_so_many_of_is_seats(header: str):
    assert read_as("billing", "account_id", header) == {"account_id": "account_id", header: "seats"}


@pytest.mark.parametrize("header", ["Qty", "Units"])
def test_what_a_reading_is_counted_in_is_no_seats(header: str):
    assert read_as("usage", "account_id", header) == {"account_id": "account_id"}


@pytest.mark.parametrize("header", ["Create Date", "Created", "Created at", "CreatedDate"])
def test_the_day_a_record_was_made_is_not_the_first_paid_day(header: str):
    assert read_as("accounts", "account_id", header) == {"account_id": "account_id"}


def test_the_persons_map_goes_before_everything():
    mapping = {"billing": {"mrr": "Monthly $", "account_id": "Cust"}}
    headers = ("account_id", "Cust", "mrr", "Monthly $")
    assert read_as("billing", *headers, mapping=mapping) == {"Cust": "account_id", "Monthly $": "mrr"}


def test_the_map_holds_where_its_header_is_and_a_file_without_it_is_read_by_our_names(tmp_path: Path):
    found = inputs(
        tmp_path,
        usage=USAGE,
        events=[
            "Org,Created,Minutes\nA,2026-01-05,30\n",
            "account_id,date,type,value\nA,2026-01-05,csat,5\n",
        ],
        mapping={
            "events": {
                "account_id": "Org",
                "first_reply_minutes": "Minutes",
                "date": "Created",
                "type": "=csat",
            }
        },
    )
    assert words(found, "events", "account_id") == ["A", "A"]


def test_a_header_of_the_map_that_no_file_of_the_kind_has_is_refused(tmp_path: Path):
    rows = "account_id,date,type\nA,2026-01-05,csat\n"
    mapping = {"events": {"value": "Scor"}}
    found = refused(tmp_path, usage=USAGE, events=[rows, rows], mapping=mapping)
    message = 'the mapping reads value from "Scor", and there is no such column.'
    assert [problem.message for problem in found] == [message]


def test_a_hyphen_in_the_map_leaves_a_column_out():
    assert read_as("accounts", "account_id", "health", mapping={"accounts": {"health": "-"}}) == {
        "account_id": "account_id"
    }


def test_what_every_row_is_needs_no_column(tmp_path: Path):
    found = inputs(
        tmp_path,
        usage="account_id,users\nA,5\n",
        billing="account_id,plan,mrr\nA,pro,100\n",
        events="account_id,date,subject\nA,2026-01-05,slow\n",
        mapping={
            "usage": {"date": "=2026-01-31"},
            "billing": {"currency": "=EUR"},
            "events": {"type": "=ticket"},
        },
    )
    assert (found.as_of.isoformat(), use(found, "users")) == ("2026-01-31", {"A": 5})
    assert words(found, "billing", "currency") == ["EUR"]
    assert words(found, "events", "type") == ["ticket"]


def test_an_equals_sign_without_a_value_is_refused(tmp_path: Path):
    (problem,) = refused(tmp_path, usage="account_id,users\nA,5\n", mapping={"usage": {"date": "="}})
    assert problem.fix == 'Write it: `date: "=value"`.'


def test_events_without_their_kind_are_told_how_to_say_that_all_are_tickets(tmp_path: Path):
    (problem,) = refused(
        tmp_path, usage="account_id,date,users\nA,2026-01-05,5\n", events="account_id,date\nA,2026-01-05\n"
    )
    assert '`events: {type: "=ticket"}` if that is what every row is' in problem.fix


@pytest.mark.parametrize(
    ("priority", "severity"),
    [
        ("Urgent", 1),
        ("P1", 1),
        ("sev 2", 2),
        ("High", 2),
        ("Normal", 3),
        ("3 - Moderate", 3),
        ("low", 4),
        ("5", 5),
    ],
)
def test_a_priority_is_a_severity(tmp_path: Path, priority: str, severity: int):
    found = inputs(
        tmp_path,
        usage="account_id,date,users\nA,2026-01-05,5\n",
        events=f"account_id,date,type,Priority\nA,2026-01-05,ticket,{priority}\n",
    )
    assert words(found, "events", "severity") == [severity]


USAGE = "account_id,date,users\nA,2026-01-05,5\n"


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("MRR (EUR)", '`billing: {mrr: "MRR (EUR)", currency: "=EUR"}`'),
        ("MRR ($)", '`billing: {mrr: "MRR ($)"}`'),
        ("mrr_cents", "`--amount-unit minor`"),
    ],
)
def test_an_amount_with_its_unit_in_the_header_is_told_with_the_line_to_add(
    tmp_path: Path, header: str, line: str
):
    found = inputs(tmp_path, usage=USAGE, billing=f"account_id,plan,{header}\nA,pro,100\n")
    (problem,) = found.problems
    assert (problem.code, line in problem.fix) == ("misspelt-column", True)


def test_a_meter_with_its_unit_in_the_header_is_told_with_the_line_to_add(tmp_path: Path):
    (problem,) = refused(tmp_path, usage="account_id,date,Active users (count)\nA,2026-01-05,5\n")
    assert problem.fix == 'Add `usage: {users: "Active users (count)"}` to your mapping (`--map`).'


@pytest.mark.parametrize(
    ("header", "code", "more"),
    [("MRR (EUR)", "other-currency", {"currency": "=EUR"}), ("mrr_cents", "other-unit", {})],
)
def test_amounts_are_not_taken_for_another_currency_or_unit_than_their_header_says(
    tmp_path: Path, header: str, code: str, more: dict[str, str]
):
    billing, mapping = f"account_id,plan,{header}\nA,pro,100\n", {"mrr": header}
    (problem,) = refused(tmp_path, usage=USAGE, billing=billing, mapping={"billing": mapping})
    assert problem.code == code
    unit = None if more else "minor"
    found = inputs(
        tmp_path, usage=USAGE, billing=billing, mapping={"billing": mapping | more}, amount_unit=unit
    )
    assert words(found, "billing", "mrr_minor") == [100_00 if more else 100]


def test_a_meter_is_found_by_its_headers_in_their_order():
    assert read_as("usage", "account_id", "mau", "active_users") == {
        "account_id": "account_id",
        "active_users": "use[users]",
    }


def test_seats_in_usage_are_seats_paid_for_unless_the_catalogue_counts_them():
    seats = MeterColumn("seats", "level", ("seats",))
    headers = ("account_id", "users", "seats")
    assert read_as("usage", *headers)["seats"] == "seats"
    assert read_as("usage", *headers, meters=(USERS, seats))["seats"] == "use[seats]"


def test_metrics_that_show_a_feature_in_use_are_read_beside_the_meters():
    found = read_as("usage", "account_id", "users", "exports_run", metrics_wanted=("exports_run",))
    assert found["exports_run"] == "use[exports_run]"


def test_a_usage_file_may_say_things_about_the_account():
    found = read_as("usage", "account_id", "users", "Plan", "MRR", "Company", "feature_requests")
    assert found["Plan"] == "plan"
    assert found["MRR"] == "mrr"
    assert found["Company"] == "name"
    assert found["feature_requests"] == "feature_requests"


def test_every_header_is_listed_with_what_it_is_read_as(tmp_path: Path):
    found = inputs(tmp_path, usage="account_id,date,mau,favourite colour\nA,2026-05-01,5,red\n")
    assert [(m.header, m.column, m.how) for m in file_of(found, "usage").columns] == [
        ("account_id", "account_id", "name"),
        ("date", "date", "name"),
        ("mau", "users", "alias"),
        ("favourite colour", None, ""),
    ]


def test_a_misspelt_header_is_answered_with_the_line_to_add(tmp_path: Path):
    (problem,) = refused(tmp_path, usage="acount_id,date,users\nA,2026-05-01,5\n")
    assert str(problem.place).endswith("usage.csv:1:acount_id")
    assert 'usage: {account_id: "acount_id"}' in problem.fix


@pytest.mark.parametrize(
    ("headers", "id_"),
    [
        ("Company,Email,External ID,Plan", "External ID"),
        ("Account Name,Account Number,Invoice Number,Plan", "Account Number"),
        ("Customer,Customer Reference,Product ID,Plan", "Customer Reference"),
        ("Customer,Email,Plan", "Customer"),
    ],
)
def test_the_only_header_of_an_id_is_sooner_the_accounts_than_a_name_is(
    tmp_path: Path, headers: str, id_: str
):
    usage = "account_id,date,users\nA,2026-05-01,5\n"
    (problem,) = refused(tmp_path, usage=usage, billing=f"{headers}\n{'x,' * headers.count(',')}x\n")
    assert problem.place
    assert problem.place.column == id_


def test_a_needed_column_is_called_what_its_header_looks_like(tmp_path: Path):
    usage = "account_id,date,users\nA,2026-05-01,5\n"
    (problem,) = refused(tmp_path, usage=usage, billing="account_id,Plan names\nA,growth\n")
    assert 'billing: {plan: "Plan names"}' in problem.fix


def test_a_header_that_is_read_already_is_not_what_another_column_was_meant_by(tmp_path: Path):
    crosswalk = "account_id,system,number\nA,crm,7\n"
    (problem,) = refused(tmp_path, usage="account_id,date,users\nA,2026-05-01,5\n", crosswalk=crosswalk)
    assert problem.message == "no column for from_id; the columns are account_id, system, number"


def test_the_other_column_of_a_crosswalk_is_the_id_elsewhere_whatever_it_is_called(tmp_path: Path):
    usage = "account_id,date,users\nS-1,2026-05-01,5\n"
    found = inputs(tmp_path, usage=usage, crosswalk="id,account_id\nS-1,A\n")
    assert found.tables.readings["account_id"].tolist() == ["A"]


def test_everything_wrong_with_all_files_is_told_at_once(tmp_path: Path):
    problems = refused(
        tmp_path,
        usage="acount_id,date,users\nA,2026-05-01,5\n",
        billing="account_id,colour\nA,red\n",
        accounts="account_id,name,name\nA,x,y\n",
    )
    assert [(p.code, p.place.file.rsplit("/")[-1] if p.place else None) for p in problems] == [
        ("missing-column", "usage.csv"),
        ("missing-column", "billing.csv"),
        ("duplicate-column", "accounts.csv"),
    ]


def test_usage_without_any_meter_is_refused(tmp_path: Path):
    (problem,) = refused(tmp_path, usage="account_id,tier,mrr\nA,growth,49\n")
    assert problem.code == "missing-column"
    assert "users" in problem.fix


@pytest.mark.parametrize("second", ["users", "Users", "USERS "])
def test_a_column_that_is_there_twice_is_refused(tmp_path: Path, second: str):
    problems = refused(tmp_path, usage=f"account_id,date,users,{second}\nA,2026-05-01,5,6\n")
    assert told(problems) == [("duplicate-column", 1, "users")]


def test_two_headers_that_could_be_the_account_are_refused(tmp_path: Path):
    problems = refused(tmp_path, usage="customer_id,workspace_id,date,users\nA,B,2026-05-01,5\n")
    assert told(problems) == [("duplicate-column", 1, "customer_id")]


def test_a_map_settles_which_of_two_is_meant(tmp_path: Path):
    usage = "account_id,date,users,users\nA,2026-05-01,5,6\n"
    both = "customer_id,workspace_id,date,users\nA,B,2026-05-01,5\n"
    assert refused(tmp_path, usage=usage)
    found = inputs(tmp_path, usage=both, mapping={"usage": {"account_id": "workspace_id"}})
    assert use(found, "users") == {"B": 5}


@pytest.mark.parametrize(
    ("mapping", "word"),
    [
        ({"usge": {"users": "x"}}, "usage"),
        ({"usage": {"usres": "x"}}, "users"),
        ({"usage": {"users": "Activ"}}, "Active"),
    ],
)
def test_a_map_that_leads_nowhere_is_refused_with_a_hint(tmp_path: Path, mapping: Any, word: str):
    (problem,) = refused(tmp_path, usage="account_id,date,Active,calls\nA,2026-05-01,5,6\n", mapping=mapping)
    assert problem.code == "bad-mapping"
    assert f'"{word}"' in problem.message


def test_a_meter_may_be_mapped(tmp_path: Path):
    usage = "account_id,date,Active people\nA,2026-05-01,5\n"
    found = inputs(tmp_path, usage=usage, mapping={"usage": {"users": "Active people"}})
    assert use(found, "users") == {"A": 5}
    assert {CALLS.id, STORAGE.id}.isdisjoint(found.tables.metrics)


def test_a_header_that_the_map_misspells_is_told_once(tmp_path: Path):
    mapping = {"usage": {"account_id": "Custmer No"}}
    (problem,) = refused(tmp_path, usage="Customer No,date,users\nA,2026-01-05,5\n", mapping=mapping)
    assert 'Did you mean "Customer No"? Correct the mapping.' in str(problem)


def test_a_column_of_ours_is_not_taken_for_another_misspelt(tmp_path: Path):
    with pytest.raises(UpsellError) as refused:
        inputs(tmp_path, usage="Country,date,users\nUS,2026-05-01,5\n")
    (problem,) = refused.value.problems
    assert problem.fix == 'Add `usage: {account_id: "its header"}` to your mapping (`--map`).'
