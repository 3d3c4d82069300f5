"""The sample company, judged once."""

import pytest

from tests.companies import sample_company


@pytest.fixture(scope="session")
def sample_run():
    return sample_company()
