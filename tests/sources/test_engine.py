"""The engine opens beside what else a run does first, and tells what went wrong where it is used."""

import pytest

from upsell_cli.problems import UpsellError
from upsell_cli.sources.engine import engine, open_ahead


def test_an_engine_opened_ahead_is_the_one_that_is_used():
    opening = open_ahead("1GB")
    with engine("1GB", few=True, opening=opening) as connection:
        assert connection is opening.result()
        assert connection.execute("SELECT 41 + 1").fetchone() == (42,)


def test_a_setting_that_is_wrong_is_told_when_the_engine_is_asked_for_and_not_before():
    opening = open_ahead("much")
    with pytest.raises(UpsellError, match='"much" is no size of memory'), engine("much", opening=opening):
        pass


def test_an_engine_for_few_rows_has_one_thread():
    threads = "SELECT current_setting('threads')"
    with engine(few=True) as connection:
        assert connection.execute(threads).fetchone() == (1,)
