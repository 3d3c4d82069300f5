"""Which columns fit, and how wide they are."""

from hypothesis import given
from hypothesis import strategies as st

from upsell_cli.render.drawing.planner import GAP, Slot, plan

NAME = Slot("name", 0, most=20, least=8)
SALES = Slot("sales", 2, most=6, least=6)
NOTES = Slot("notes", 1, most=40, least=20)


def test_the_least_important_column_goes_first():
    assert plan([NAME, SALES, NOTES], 36).hidden == ("sales",)


def test_a_column_is_given_no_more_than_it_can_use():
    assert plan([NAME, SALES, NOTES], 500).widths == {"name": 20, "sales": 6, "notes": 40}


def test_the_last_column_stays_however_narrow_it_gets():
    assert plan([NAME, SALES], 3).widths == {"name": 8}


@st.composite
def slots(draw):
    wishes = draw(st.lists(st.tuples(st.integers(1, 40), st.integers(0, 30)), min_size=1, max_size=12))
    order = draw(st.permutations(range(len(wishes))))
    return [
        Slot(f"c{place}", priority, least + more, least)
        for place, (priority, (least, more)) in enumerate(zip(order, wishes, strict=True))
    ]


@given(slots(), st.integers(20, 240))
def test_every_column_is_between_its_least_and_its_most_and_all_fit(wanted, width):
    planned = plan(wanted, width)
    by_name = {slot.name: slot for slot in wanted}
    assert all(by_name[name].least <= given <= by_name[name].most for name, given in planned.widths.items())
    used = sum(planned.widths.values()) + GAP * (len(planned.widths) - 1)
    assert used <= width or len(planned.widths) == 1
    assert sorted([*planned.widths, *planned.hidden]) == sorted(by_name)


@given(slots(), st.integers(20, 240))
def test_a_hidden_column_is_never_more_important_than_a_shown_one(wanted, width):
    planned = plan(wanted, width)
    priority = {slot.name: slot.priority for slot in wanted}
    most_important_hidden = min((priority[name] for name in planned.hidden), default=1000)
    assert all(priority[name] < most_important_hidden for name in planned.widths)


def test_what_reads_well_first_comes_before_the_columns_it_names():
    bars = Slot("bars", 1, most=12, least=6, good=10, before=2)
    name, trend = Slot("name", 0, most=20, least=8, good=16), Slot("trend", 3, most=4, least=4)
    assert plan([name, bars, trend], 8 + 10 + 4 + 2 * GAP).widths == {"name": 8, "bars": 10, "trend": 4}
    assert plan([name, bars, trend], 8 + 9 + 4 + 2 * GAP).hidden == ("trend",)
