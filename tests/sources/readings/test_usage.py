"""Wide and long usage files say the same; rows after the as-of date are not looked at."""

from datetime import date
from pathlib import Path

import pytest

from tests.sources.given import METERS, file_of, inputs, told, use
from upsell_cli.problems import UpsellError

WIDE = "account_id,date,active_users,storage_gb,api_calls\nA,2026-04-01,5,1.5,100\nA,2026-05-01,6,,120\n"
LONG = (
    "account_id,date,metric,value\nA,2026-04-01,Active Users,5\nA,2026-04-01,storage_gb,1.5\n"
    "A,2026-04-01,api_calls,100\nA,2026-05-01,users,6\nA,2026-05-01,storage_gb,\nA,2026-05-01,API calls,120\n"
)


def test_a_wide_and_a_long_file_give_the_same_readings(tmp_path: Path):
    wide, long = inputs(tmp_path, usage=WIDE), inputs(tmp_path, usage=LONG)
    assert use(wide, "users") == {"A": 6}
    assert wide.tables.readings.equals(long.tables.readings)
    assert wide.tables.metrics == long.tables.metrics == ("users", "storage_gb", "api_calls")


def test_metrics_the_catalogue_does_not_name_are_skipped_and_listed(tmp_path: Path):
    found = inputs(tmp_path, usage=f"{LONG}A,2026-05-01,mood,3\nA,2026-05-01,weather,1\n")
    assert told(found) == [("unknown-metric", 8, "metric")]
    assert "mood, weather" in found.problems[0].message
    assert file_of(found, "usage").skipped == {"metric not in the catalogue": 2}


def test_a_long_file_without_any_metric_we_know_is_refused(tmp_path: Path):
    with pytest.raises(UpsellError) as error:
        inputs(tmp_path, usage="account_id,date,metric,value\nA,2026-05-01,mood,3\n")
    assert told(error.value.problems) == [("no-meter", 2, "metric")]


def test_where_billing_has_something_to_say_usage_may_measure_nothing_we_know(tmp_path: Path):
    usage = "account_id,date,metric,value\nA,2026-05-01,mood,3\n"
    found = inputs(tmp_path, usage=usage, billing="account_id,tier\nA,growth\n")
    assert told(found) == [("only-unknown-metrics", 2, "metric")]
    assert found.problems[0].severity == "warning"
    assert found.tables.readings.empty
    assert found.tables.metrics == ()


def test_metrics_wanted_are_flows_beside_the_meters(tmp_path: Path):
    usage = (
        "account_id,date,metric,value\nA,2026-05-01,users,3\n"
        "A,2026-05-01,sso_login,2\nA,2026-04-30,sso_login,5\n"
    )
    found = inputs(tmp_path, usage=usage, metrics_wanted=("sso_login", "users"))
    assert use(found, "sso_login") == {"A": 7}
    assert found.tables.metrics == ("users", "sso_login")


def test_rows_after_the_as_of_date_are_outside_the_window(tmp_path: Path):
    events = "account_id,date,type\nA,2026-04-02,note\nA,2026-04-03,note\n"
    found = inputs(tmp_path, usage=WIDE, events=events, as_of=date(2026, 4, 2))
    usage = file_of(found, "usage")
    assert use(found, "users") == {"A": 5}
    assert (usage.used, usage.skipped) == (1, {"outside the window": 1})
    assert (usage.first_on, usage.last_on) == (date(2026, 4, 1), date(2026, 4, 1))
    assert file_of(found, "events").skipped == {"outside the window": 1}
    assert found.tables.events is not None
    assert len(found.tables.events) == 1


def test_a_blank_reading_is_no_reading_and_the_row_is_used(tmp_path: Path):
    found = inputs(tmp_path, usage="account_id,date,users,storage_gb\nA,2026-05-01,,\n")
    assert found.tables.readings.empty
    assert file_of(found, "usage").used == 1
    assert found.tables.profile["account_id"].to_list() == ["A"]


def test_the_profile_is_what_the_newest_row_says(tmp_path: Path):
    usage = (
        "account_id,date,users,plan,seats,mrr,feature_requests\nA,2026-05-01,6,growth,25,199,2\n"
        "A,2026-04-01,5,starter,5,49,1\nB,2026-04-01,5,starter,5,49.5,\n"
    )
    found = inputs(tmp_path, usage=usage)
    profile = found.tables.profile[
        ["account_id", "plan", "seats", "mrr_minor", "feature_requests", "source_line"]
    ]
    assert profile.astype(object).where(profile.notna(), None).to_numpy().tolist() == [
        ["A", "growth", 25, 19900, 2, 2],
        ["B", "starter", 5, 4950, None, 4],
    ]


def test_a_period_of_a_month_is_dated_by_its_last_day(tmp_path: Path):
    found = inputs(tmp_path, usage="account_id,month,users\nA,2026-02,5\nA,2026-01,4\n")
    assert found.as_of == date(2026, 2, 28)
    assert found.grain == "monthly"


def test_meters_are_numbered_once_however_often_they_are_wanted(tmp_path: Path):
    found = inputs(tmp_path, usage=WIDE, metrics_wanted=("users", "users"))
    assert list(dict.fromkeys(found.tables.readings["meter"])) == [meter.id for meter in METERS]


def test_words_of_ones_own_are_kept_as_event_types_and_noted(tmp_path: Path):
    events = "account_id,date,type\nA,2026-04-01,Feature Request\nA,2026-04-01,Export Started\n"
    found = inputs(tmp_path, usage=WIDE, events=events)
    assert found.tables.events is not None
    assert found.tables.events["type"].to_list() == ["feature_request", "export_started"]
    assert told(found) == [("other-word", 3, "type")]


def test_rows_after_the_as_of_date_are_told_with_the_accounts_that_have_no_other(tmp_path: Path):
    usage = "account_id,date,users\nA,2026-04-01,5\nA,2026-04-03,5\nB,2026-04-03,5\n"
    found = inputs(tmp_path, usage=usage, as_of=date(2026, 4, 2))
    assert told(found) == [("rows-after", 3, "date")]
    assert "2 rows of days after" in found.problems[0].message
    assert "1 account has no row before: B" in found.problems[0].message


def test_usage_that_is_all_after_the_as_of_date_is_refused(tmp_path: Path):
    with pytest.raises(UpsellError, match="the oldest is 2026-04-01, the newest 2026-04-03") as error:
        inputs(
            tmp_path,
            usage="account_id,date,users\nA,2026-04-01,5\nA,2026-04-03,5\n",
            as_of=date(2026, 3, 31),
        )
    assert [p.code for p in error.value.problems] == ["after-as-of"]


def test_rows_after_the_as_of_date_say_nothing_about_an_account(tmp_path: Path):
    before = "account_id,date,users,tier,health\nA,2026-04-01,5,starter,7\n"
    after = "A,2026-04-03,9,scale,2\nB,2026-04-03,1,scale,2\n"
    expected = inputs(tmp_path, usage=before, as_of=date(2026, 4, 2)).tables
    found = inputs(tmp_path, usage=before + after, as_of=date(2026, 4, 2)).tables
    assert found.profile.equals(expected.profile)
    assert list(found.profile["tier"]) == ["starter"]
    assert found.readings.equals(expected.readings)
