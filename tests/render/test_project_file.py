"""The text of a project file: it says what it was given, whatever that is."""

import pytest

from upsell_cli.config.project import open_project
from upsell_cli.config.yaml_reader.document import read_document
from upsell_cli.render.project_file import project_text


@pytest.mark.parametrize(
    "path", ["usage.csv", "../a/b-c.csv", "no", "- x.csv", "a: b #c.csv", "ü ].csv", "1.5"]
)
def test_a_path_reads_back_as_it_was(path):
    document = {"inputs": {"usage": [path, "more.csv"], "billing": [path]}, "tiers": path}
    value = read_document(project_text(document), "upsell.yaml").value
    assert (value["inputs"], value["tiers"]) == ({"usage": (path, "more.csv"), "billing": path}, path)


def test_other_values_too(tmp_path):
    document = {"decimal": ",", "delimiter": "\t", "top": 3, "strict": True, "max_rejects": "5%"}
    path = tmp_path / "upsell.yaml"
    path.write_text(project_text({"inputs": {"usage": ["usage.csv"]}, **document}))
    options = dict(open_project(str(path), named=True).options)
    assert options.pop("usage_option") == [str(tmp_path / "usage.csv")]
    assert options == document


def test_what_is_said_is_not_asked():
    text = project_text({"inputs": {"usage": ["u.csv"]}, "outputs": ["list.csv"], "allow_rejects": "1%"})
    assert "# account_url" in text
    assert "# outputs" not in text
    assert "# allow_rejects" not in text
    assert "# usage" not in text
