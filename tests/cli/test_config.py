"""`upsell config`: every setting, its value, and where it comes from."""

import csv
import io
import json

import pytest

PROJECT = """\
inputs:
  usage: usage.csv
  billing: [billing.csv, more.csv]
decimal: ","
top: 5
outputs: [list.csv]
account_url: https://crm.example.com/{account_id}
"""


@pytest.fixture
def project(company):
    (company / "upsell.yaml").write_text(PROJECT)


@pytest.fixture
def settings(upsell):
    """Give the settings by their name, each as value, origin and place."""

    def table(*arguments):
        code, out, err = upsell("config", *arguments)
        assert (code, err) == (0, "")
        rows = csv.DictReader(io.StringIO(out))
        return {row["setting"]: (row["value"], row["origin"], row["place"].lstrip("'")) for row in rows}

    return table


@pytest.mark.usefixtures("project")
class TestOrigins:
    def test_the_project_file_with_its_line(self, settings):
        found = settings()
        assert found["usage"] == ("usage.csv", "project", "upsell.yaml:2")
        assert found["billing"] == ("billing.csv more.csv", "project", "upsell.yaml:3")
        assert found["top"] == ("5", "project", "upsell.yaml:5")
        assert found["outputs"] == ("list.csv", "project", "upsell.yaml:6")
        assert found["account_url"] == ("https://crm.example.com/{account_id}", "project", "upsell.yaml:7")

    def test_a_variable_of_the_environment(self, settings, monkeypatch):
        monkeypatch.setenv("UPSELL_TOP", "6")
        assert settings()["top"] == ("6", "environment", "UPSELL_TOP")

    def test_a_flag(self, settings, monkeypatch):
        monkeypatch.setenv("UPSELL_TOP", "6")
        found = settings("--top", "7", "--as-of", "2026-06-30", "--allow-rejects", "2.5%", "--all")
        assert found["top"] == ("7", "flag", "--top")
        assert found["as_of"] == ("2026-06-30", "flag", "--as-of")
        assert found["allow_rejects"] == ("2.5%", "flag", "--allow-rejects")
        assert found["all"] == ("true", "flag", "--all")

    def test_usage_files_named_either_way(self, settings):
        assert settings("other.csv")["usage"] == ("other.csv", "flag", "USAGE...")
        assert settings("--usage", "other.csv")["usage"] == ("other.csv", "flag", "--usage")

    def test_a_default(self, settings):
        found = settings()
        assert found["rank_by"] == ("value", "default", "")
        assert found["grain"] == ("", "default", "")
        assert found["tiers"] == ("tiers.yaml", "default", "")


def test_without_any_setting_it_shows_the_defaults(settings):
    assert {origin for _, origin, _ in settings().values()} == {"default"}


@pytest.mark.usefixtures("project")
def test_as_json_a_list_is_a_list_and_what_is_not_set_is_null(upsell):
    document = json.loads(upsell("config", "--format", "json")[1])
    assert (document["schema"], document["meta"]) == ("upsell.config/1", {"project": "upsell.yaml"})
    rows = {row["setting"]: row for row in document["rows"]}
    assert rows["billing"]["value"] == ["billing.csv", "more.csv"]
    assert rows["top"]["value"] == 5
    assert (rows["grain"]["value"], rows["grain"]["place"]) == (None, None)
    assert all(row["meaning"] for row in rows.values())


@pytest.mark.usefixtures("project")
def test_on_a_screen(upsell, snapshot):
    assert upsell("config", "--format", "table", "--top", "7")[1] == snapshot


def test_the_schema_names_every_key_and_says_what_it_is_for(upsell):
    schema = json.loads(upsell("config", "--schema")[1])
    assert schema["$schema"].startswith("https://json-schema.org")
    keys = [field for part in (schema, *schema["$defs"].values()) for field in part["properties"].values()]
    assert all("description" in key or "$ref" in key for key in keys)
    assert set(schema["properties"]) >= {"inputs", "tiers", "map", "all", "outputs", "account_url"}
