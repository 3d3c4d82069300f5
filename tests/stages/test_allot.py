"""Whose turn it is."""

from tests.stages.judged import nobody, verdicts
from tests.tables import policy, seen
from upsell_cli.stages.allot import allot

LIST = """
    account_id | lead_name | owner_role | state       | rank | contacts_lately
    first      | Dana      | cs         | qualified   |    1 |            0
    second     | Omar      | hybrid     | qualified   |    2 |            0
    third      | Dana      | cs         | qualified   |    3 |            0
    self_serve | Dana      | product    | qualified   |    4 |            0
    nobodys    | ?         | cs         | qualified   |    5 |            0
    fourth     | Dana      | cs         | qualified   |    6 |            0
    not_worth  | Dana      | cs         | qualified   |    ? |            0
    deal       | Dana      | cs         | in_progress |    ? |            0
    pitched    | Omar      | cs         | cool_down   |    ? |            2
    """


def allotted(capacity, drawing=LIST):
    return allot(
        verdicts(drawing, before="allot"), policy(contact={"capacity": {"pitches_days": 30, **capacity}})
    )


def beyond(capacity, drawing=LIST):
    told = seen(allotted(capacity, drawing), "beyond_capacity")
    return {account: after for account, after in told.items() if after is not None}


def test_without_a_cap_everybody_has_a_place_with_their_owner_and_nobody_waits():
    assert seen(allotted({}), "owner_place") == {
        "first": 1, "second": 1, "third": 2, "self_serve": None, "nobodys": None, "fourth": 3,
        "not_worth": None, "deal": None, "pitched": None,
    }  # fmt: skip
    assert beyond({}) == {}


def test_a_deal_in_progress_takes_its_part_of_what_an_owner_has_time_for():
    assert beyond({"per_owner": 3}) == {"first": False, "second": False, "third": False, "fourth": True}
    assert seen(allotted({"per_owner": 3}), "owner_slots")["first"] == 2


def test_an_owner_may_have_a_number_of_their_own():
    assert beyond({"owners": {"Dana": 0}}) == {"first": True, "third": True, "fourth": True}
    assert beyond({"per_owner": 1, "owners": {"Dana": 9}})["fourth"] is False


def test_pitches_that_were_made_count_against_the_cap_on_pitches():
    assert beyond({"pitches": 2}) == {"first": False, "second": True, "third": False, "fourth": True}


def test_the_tighter_of_two_caps_holds():
    assert seen(allotted({"per_owner": 2, "pitches": 9}), "owner_slots")["first"] == 1


def test_contacts_that_are_not_known_are_none():
    assert beyond({"pitches": 1}, LIST.replace("|            2", "|            ?"))["second"] is False


def test_nobody_at_all_is_no_trouble():
    assert (
        len(allot(nobody(before="allot"), policy(contact={"capacity": {"per_owner": 1, "pitches_days": 30}})))
        == 0
    )
