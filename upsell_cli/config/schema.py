"""JSON Schemas of the files an analyst writes, for editors that complete and check while one types."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from upsell_cli.config.catalogue import Catalogue
from upsell_cli.config.policy import Policy
from upsell_cli.config.project import Project

DIALECT = "https://json-schema.org/draft/2020-12/schema"

BOUNDS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
"""Bounds that pydantic leaves in its own words where a validator stands before them."""

Schema = dict[str, Any]


def catalogue_schema() -> Schema:
    """Give the schema of `tiers.yaml`, the policy inside it included."""
    schema, policy = plain_schema(Catalogue), _optional(plain_schema(Policy))
    schema["$defs"] |= policy.pop("$defs") | {"Policy": policy}
    schema["properties"]["policy"] = {"$ref": "#/$defs/Policy"}
    return {"$schema": DIALECT, **schema}


def policy_schema() -> Schema:
    """Give the schema of `policy.yaml`, in which everything may be left out."""
    return {"$schema": DIALECT, **_optional(plain_schema(Policy))}


def project_schema() -> Schema:
    """Give the schema of `upsell.yaml`."""
    return {"$schema": DIALECT, **plain_schema(Project)}


def plain_schema(model: type[BaseModel]) -> Schema:
    """Give the schema of a model, every bound in the words of JSON Schema."""
    return _plain(model.model_json_schema())


def _plain(part: Schema) -> Schema:
    """Give a part of a schema with every bound in the words of JSON Schema."""
    bounded = "type" in part
    return {BOUNDS.get(key, key) if bounded else key: _each(value, _plain) for key, value in part.items()}


def _optional(part: Schema) -> Schema:
    """Give a part of a schema that asks for nothing: what the analyst leaves out, the defaults say."""
    asks = isinstance(part.get("required"), list)
    return {key: _each(value, _optional) for key, value in part.items() if not (asks and key == "required")}


def _each(value: Any, change: Any) -> Any:  # noqa: ANN401  any part of a schema
    if isinstance(value, list):
        return [_each(item, change) for item in value]
    return change(value) if isinstance(value, Mapping) else value
