"""How frames are handled: whole columns at a time, and joins that say what they expect."""

import ast

from tests.house.tree import PACKAGE, STAGES, calls, place, python_files, text_of

ROW_LOOPS = ("apply", "applymap", "iterrows", "itertuples")


def unvalidated(source: str) -> list[ast.Call]:
    """The joins that leave out how= or validate=."""
    return [
        call
        for call in calls(source, "merge")
        if not {"how", "validate"} <= {keyword.arg for keyword in call.keywords}
    ]


def test_a_join_that_leaves_something_out_is_found():
    assert len(unvalidated("a.merge(b, on='x', how='left', validate='m:1')")) == 0
    assert len(unvalidated("a.merge(b, on='x', how='left')")) == 1
    assert len(unvalidated("pd.merge(a, b, validate='1:1')")) == 1


def test_every_join_says_how_and_what_it_expects():
    found = [place(path, call) for path in python_files(PACKAGE) for call in unvalidated(text_of(path))]
    assert found == []


def test_a_row_loop_is_found():
    assert len(list(calls("f.apply(g)\nfor r in f.itertuples(): pass\nf.sum()", *ROW_LOOPS))) == 2


def test_no_stage_works_row_by_row():
    found = [place(path, call) for path in python_files(STAGES) for call in calls(text_of(path), *ROW_LOOPS)]
    assert found == []
