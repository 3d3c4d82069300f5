"""The map of headers: what is wrong with it is told at its line."""

import pytest

from upsell_cli.config.header_map import HeaderMap
from upsell_cli.config.loading import read_model
from upsell_cli.problems import UpsellError


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("name: Company", "billing has no column `name`; `name` belongs to accounts"),
        ("pln: Subscription", "billing has no column `pln`; did you mean `plan`?"),
        ("zzzz: Other", "billing has no column `zzzz`; known: account_id,"),
    ],
)
def test_an_unknown_column_is_told_once_at_its_line_with_where_it_belongs(line, hint):
    with pytest.raises(UpsellError) as refused:
        read_model(f"billing:\n  account_id: Customer No\n  mrr: Fee\n  {line}\n", "map.yaml", HeaderMap)
    [problem] = refused.value.problems
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (4, 3)
    assert hint in problem.message


def test_a_table_that_is_no_mapping_is_refused():
    with pytest.raises(UpsellError, match="is not a mapping"):
        read_model("billing: Fee\n", "map.yaml", HeaderMap)
