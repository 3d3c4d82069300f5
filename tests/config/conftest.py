"""What the tests of YAML files share."""

import pytest
import yaml

from upsell_cli.config.yaml_reader import syntax
from upsell_cli.config.yaml_reader.document import read_document
from upsell_cli.problems import UpsellError


@pytest.fixture(params=["C", "Python"])
def parser(request, monkeypatch):
    """Both of PyYAML's parsers: the one in C, and the one used where that is not built."""
    if request.param == "C" and not yaml.__with_libyaml__:
        pytest.skip("PyYAML was built without libyaml")
    monkeypatch.setattr(syntax, "PARSER", yaml.CBaseLoader if request.param == "C" else yaml.BaseLoader)


@pytest.fixture
def problems():
    """Give a function from the text of tiers.yaml to what is wrong with it as YAML."""

    def of(text):
        try:
            return read_document(text, "tiers.yaml").problems
        except UpsellError as error:
            return error.problems

    return of


@pytest.fixture
def refusal(problems):
    """Give a function from the text of tiers.yaml to the one thing that is wrong with it: (code, place)."""

    def of(text):
        (problem,) = problems(text)
        assert problem.fix
        return problem.code, str(problem.place)

    return of
