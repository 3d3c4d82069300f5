"""The sample company and a made-up one of five hundred accounts, each judged once, with every brief."""

import pytest

from tests.companies import made_up_company, sample_company
from upsell_cli.frames.documents.brief import KINDS
from upsell_cli.workflows.brief import briefs
from upsell_cli.workflows.brief.make import can_be_made
from upsell_cli.workflows.subject import subjects


@pytest.fixture(scope="session")
def sample_run():
    return sample_company()


@pytest.fixture(scope="session")
def made_up_run(tmp_path_factory):
    return made_up_company(tmp_path_factory.mktemp("company"), 500, seed=11)


@pytest.fixture(scope="session")
def everybody(made_up_run):
    """The briefs of each kind, of every account that can have one."""
    subject_of = list(subjects(made_up_run.found, made_up_run.opened, range(len(made_up_run.found.verdicts))))
    places = {
        kind: [place for place, subject in enumerate(subject_of) if can_be_made(kind, subject)]
        for kind in KINDS
    }
    return {kind: list(briefs(made_up_run, places[kind], kind)) for kind in KINDS}
