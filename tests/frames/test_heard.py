import pandas as pd
import pytest

from upsell_cli.frames.heard import EVERY_KIND, told_by


def heard(**kinds_of: list[str]) -> frozenset[str]:
    rows = [(file, kind) for file, kinds in kinds_of.items() for kind in kinds]
    return told_by(pd.DataFrame(rows, columns=["source_file", "type"]))


@pytest.mark.parametrize(
    ("kinds", "also"),
    [
        (["ticket"], set()),
        (["escalation_opened"], {"escalation_closed"}),
        (["ticket", "escalation_opened"], {"escalation_closed"}),
        (["payment_failed"], {"payment_recovered"}),
        (["cancel_notice"], set()),
        (["nps"], {"csat"}),
    ],
)
def test_a_file_of_one_system_speaks_for_the_subjects_it_has_rows_of(kinds, also):
    assert heard(export=kinds) == {*kinds, *also}


def test_a_file_with_kinds_of_several_systems_is_a_journal_of_all():
    assert heard(journal=["ticket", "pricing_view"]) == EVERY_KIND


def test_two_exports_of_a_system_each_are_no_journal():
    assert heard(zendesk=["ticket"], survey=["csat"]) == {"ticket", "nps", "csat"}


def test_a_word_of_ones_own_speaks_for_itself():
    assert heard(export=["ticket", "webinar"]) == {"ticket", "webinar"}


def test_no_row_says_nothing():
    assert heard() == frozenset()
