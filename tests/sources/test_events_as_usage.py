"""Events that a product-analytics tool exports become readings of meters."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.sources.given import CALLS, USERS, file_of, inputs, told, use
from upsell_cli.frames.tables import Inputs
from upsell_cli.problems import Problem, UpsellError
from upsell_cli.sources import MeterColumn

EXPORTS = MeterColumn("exports", "flow", ("exports", "Report Exported"), whole=True)
METERS = (USERS, CALLS, EXPORTS)

PLAIN = (
    "account_id,timestamp,event,user_id\n"
    "A,2024-06-30 10:00,Report Exported,u1\n"
    "A,2024-06-30 11:00,Report Exported,u1\n"
    "A,2024-06-28 11:00,Signed In,u2\n"
    "A,2024-05-10 11:00,Signed In,u3\n"
    "B,2024-06-01 11:00,Signed In,u9\n"
)


def read(folder: Path, usage: "str | list[str]", **more: Any) -> Inputs:
    return inputs(folder, usage=usage, meters=METERS, as_of=date(2024, 6, 30), **more)


def refused(folder: Path, usage: str, **more: Any) -> Problem:
    with pytest.raises(UpsellError) as error:
        read(folder, usage, **more)
    (problem,) = error.value.problems
    return problem


def test_an_event_called_like_a_meter_counts_for_it_in_the_bins_of_its_days(tmp_path: Path):
    found = read(tmp_path, PLAIN)
    assert use(found, "exports") == {"A": 2, "B": 0}
    assert use(found, "exports", "recent_sum") == {"A": 2, "B": 0}
    assert (found.grain, found.grain_origin) == ("daily", "events are counted day by day")


def test_people_are_those_with_any_event_in_four_weeks(tmp_path: Path):
    found = read(tmp_path, PLAIN)
    assert use(found, "users") == {"A": 2, "B": 0}
    assert use(found, "users", "bin[1]") == {"A": 0, "B": 1}


def test_people_are_not_counted_where_the_events_do_not_reach_back_four_weeks(tmp_path: Path):
    found = read(tmp_path, PLAIN)
    assert use(found, "users", "bin[3]") == {"A": 0, "B": 1}
    assert use(found, "users", "bin[4]") == {"A": None, "B": None}


def test_a_person_in_two_files_counts_once(tmp_path: Path):
    found = read(tmp_path, [PLAIN, "account_id,timestamp,event,user_id\nA,2024-06-29,Signed In,u1\n"])
    assert use(found, "users") == {"A": 2, "B": 0}


def test_a_person_under_two_ids_of_an_account_counts_once(tmp_path: Path):
    usage = "account_id,timestamp,event,user_id\nw1,2024-06-29,x,u1\nw2,2024-06-29,x,u1\n"
    found = read(tmp_path, usage, crosswalk="from_id,account_id\nw1,A\nw2,A\n")
    assert use(found, "users") == {"A": 1}


def test_an_event_that_is_there_twice_counts_once(tmp_path: Path):
    usage = (
        "account_id,timestamp,event,user_id,insert_id\n"
        "A,2024-06-29,Report Exported,u1,e1\nA,2024-06-29,Report Exported,u1,e1\n"
    )
    found = read(tmp_path, usage)
    assert use(found, "exports") == {"A": 1}
    assert file_of(found, "usage").skipped == {"duplicate": 1}


def test_events_that_are_no_meter_are_left_out_where_nobody_is_counted(tmp_path: Path):
    usage = "account_id,timestamp,event\nA,2024-06-29,Report Exported\nA,2024-06-29,Signed In\n"
    found = read(tmp_path, usage)
    assert use(found, "exports") == {"A": 1}
    assert file_of(found, "usage").skipped == {"metric not in the catalogue": 1}
    assert told(found) == [("unknown-metric", 3, "event")]


def test_events_of_which_none_is_a_meter_are_refused(tmp_path: Path):
    problem = refused(tmp_path, "account_id,timestamp,event\nA,2024-06-29,Signed In\n")
    assert problem.code == "no-meter"
    assert "Signed In" in problem.message


def test_the_order_of_rows_changes_nothing(tmp_path: Path):
    header, *rows = PLAIN.splitlines(keepends=True)
    there, back = read(tmp_path, PLAIN), read(tmp_path, header + "".join(reversed(rows)))
    assert there.tables.readings.equals(back.tables.readings)


def properties(**values: Any) -> str:
    return '"' + json.dumps(values).replace('"', '""') + '"'


def mixpanel(*companies: Any) -> str:
    rows = (
        f"Report Exported,1719700000,u{i},{properties(company=company, plan='x')}\n"
        for i, company in enumerate(companies)
    )
    return "name,time,distinct_id,properties\n" + "".join(rows)


def test_mixpanel_by_a_property_of_the_event(tmp_path: Path):
    found = read(tmp_path, mixpanel("A-1", "A-1", "A-2"), account_from="properties.company")
    assert file_of(found, "usage").profile == "mixpanel.events"
    assert use(found, "exports") == {"A-1": 2, "A-2": 1}
    assert use(found, "users") == {"A-1": 2, "A-2": 1}


def test_mixpanel_as_its_raw_export_has_it(tmp_path: Path):
    events = (
        {
            "event": "Report Exported",
            "properties": {"time": 1719700000, "distinct_id": f"u{i}", "company": id_},
        }
        for i, id_ in enumerate(("A-1", "A-1", "A-2"))
    )
    found = read(tmp_path, "".join(json.dumps(event) + "\n" for event in events), account_from="group")
    assert file_of(found, "usage").profile == "mixpanel.raw"
    assert file_of(found, "usage").last_on == date(2024, 6, 29)
    assert use(found, "exports") == use(found, "users") == {"A-1": 2, "A-2": 1}


def test_without_saying_where_the_account_is_the_message_says_how(tmp_path: Path):
    problem = refused(tmp_path, mixpanel("A-1"))
    assert problem.code == "missing-column"
    assert "--account-from properties.company" in problem.fix


def test_events_of_nobody_are_counted_and_told(tmp_path: Path):
    found = read(tmp_path, mixpanel("A-1", None, ""), account_from="group")
    assert file_of(found, "usage").skipped == {"no account": 2}
    assert told(found) == [("row-without-account", 3, "properties")]


def test_a_key_that_is_nowhere_is_refused(tmp_path: Path):
    problem = refused(tmp_path, mixpanel("A-1"), account_from="properties.compny")
    assert problem.code == "no-account"


def test_amplitude_by_group(tmp_path: Path):
    rows = (
        ("u1", '{""company"": [""A-1""]}'),
        ("", '{""company"": [""A-1"", ""A-2""]}'),
        ("", '{""company"": ""A-2""}'),
    )
    usage = "event_type,event_time,user_id,amplitude_id,groups,$insert_id\n" + "".join(
        f'Report Exported,2024-06-30 08:00:00.000000,{user},70{i},"{groups}",i{i}\n'
        for i, (user, groups) in enumerate(rows)
    )
    found = read(tmp_path, usage, account_from="groups.company")
    assert file_of(found, "usage").profile == "amplitude.events"
    assert use(found, "exports") == {"A-1": 1, "A-2": 1}
    assert file_of(found, "usage").skipped == {"no account": 1}


def test_posthog_by_group(tmp_path: Path):
    own = properties(**{"$groups": {"company": "A-1"}, "$lib": "web"})
    usage = (
        "uuid,event,timestamp,distinct_id,properties\n"
        f"e1,Report Exported,2024-06-30T08:00:00.123Z,u1,{own}\n"
        f"e2,$pageview,2024-06-30T08:00:00.123Z,u2,{own}\n"
    )
    found = read(tmp_path, usage, account_from="properties.$groups.company")
    assert file_of(found, "usage").profile == "posthog.events"
    assert use(found, "exports") == {"A-1": 1}
    assert use(found, "users") == {"A-1": 2}


def test_segment_by_the_group_of_the_context(tmp_path: Path):
    usage = (
        "id,anonymous_id,user_id,event,event_text,received_at,timestamp,context_group_id\n"
        "m1,an1,u1,report_exported,Report Exported,2024-06-30 09:00,2024-06-30 08:00,A-1\n"
        "m2,an2,,report_exported,Report Exported,2024-06-30 09:00,2024-06-30 08:00,A-1\n"
        "m3,an3,,report_exported,Report Exported,2024-06-30 09:00,2024-06-30 08:00,\n"
    )
    found = read(tmp_path, usage)
    assert file_of(found, "usage").profile == "segment.tracks"
    assert use(found, "exports") == {"A-1": 2}
    assert use(found, "users") == {"A-1": 2}
    assert file_of(found, "usage").skipped == {"no account": 1}


def test_people_lead_to_accounts_by_the_crosswalk(tmp_path: Path):
    found = read(
        tmp_path,
        mixpanel("A-1", "A-2"),
        account_from="distinct_id",
        crosswalk="from_id,account_id\nu0,A-7\nu1,A-7\n",
    )
    assert use(found, "users") == {"A-7": 2}


def test_the_domain_of_an_address_leads_to_the_account_with_that_domain(tmp_path: Path):
    usage = (
        "timestamp,event,user_id,email\n"
        "2024-06-30,Report Exported,u1,Ines@Hazel.example\n"
        "2024-06-30,Report Exported,u2,ines@gmail.com\n"
        "2024-06-30,Report Exported,u3,ines@elsewhere.example\n"
    )
    accounts = "account_id,domain\nA-1,https://www.hazel.example/\nA-2,gmail.com\n"
    found = read(tmp_path, usage, accounts=accounts, account_from="email-domain:email")
    assert use(found, "exports") == {"A-1": 1}
    assert file_of(found, "usage").skipped == {"no account": 2}
    assert [(code, line) for code, line, _ in told(found)] == [
        ("row-without-account", 3),
        ("unmatched-name", 4),
    ]
