"""A project file for a person to go on from: what is known, and what only they can know as questions."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from upsell_cli.config.project import InputFiles
from upsell_cli.render.formats.yaml import remarked, scalar

INTRODUCTION = """\
# What upsell reads here, and how: with this file `upsell scan` needs no arguments. Paths start from it.
# A flag goes before what stands here; `upsell config` shows every setting and where it comes from."""

MORE = "  # Have you got any of these, too? The more is known, the better the list."

QUESTIONS = {
    "allow_rejects": ("How many unusable rows are no reason for concern (exit code 3)?", "1%"),
    "outputs": ("Which files should every scan write?", "[opportunities.csv]"),
    "account_url": (
        "Where do you open an account? The address becomes a column.",
        "https://crm.example.com/accounts/{account_id}",
    ),
}
"""What a newcomer may want to say next: key -> the question, an example."""

SIMPLE_PATH = re.compile(r"(?:\.\./)*[A-Za-z][A-Za-z0-9_/-]*\.[A-Za-z0-9_./-]*[A-Za-z0-9]")


def project_text(document: Mapping[str, Any]) -> str:
    """Give the text of a project file that says what the document does."""
    inputs: Mapping[str, Any] = document.get("inputs", {})
    lines = [INTRODUCTION, "inputs:"]
    lines += [f"  {key}: {_value(value)}" for key, value in inputs.items()]
    lines += [*_more(inputs), ""]
    lines += [f"{key}: {_value(value)}" for key, value in document.items() if key != "inputs"]
    for key, (question, example) in QUESTIONS.items():
        if key not in document:
            lines += ["", f"# {question}", f"# {key}: {example}"]
    return "\n".join([*lines, ""])


def _more(inputs: Mapping[str, Any]) -> Iterator[str]:
    names = {field.alias or name: field.description for name, field in InputFiles.model_fields.items()}
    absent = {key: meaning for key, meaning in names.items() if key not in inputs}
    if absent:
        yield MORE
    yield from (remarked(f"  # {key}: {key}.csv", meaning or "") for key, meaning in absent.items())


def _value(value: Any) -> str:  # noqa: ANN401  what a YAML file may hold
    if isinstance(value, list):
        texts = [_value(item) for item in value]
        return texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"
    if isinstance(value, bool | int):
        return str(value).lower()
    text = str(value)
    return text if SIMPLE_PATH.fullmatch(text) else scalar(text)
