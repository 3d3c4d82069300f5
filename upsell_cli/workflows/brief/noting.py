"""Figures of tables and sums, noted as they are written, so that each can be found again by its name."""

from dataclasses import dataclass, field
from typing import Any

from upsell_cli.frames.documents.brief import Word
from upsell_cli.render.drawing.text import one_line
from upsell_cli.workflows.brief.words.said import plain


@dataclass(frozen=True, slots=True)
class Notes:
    """The words told beside those of the playbook."""

    words: dict[str, Word] = field(default_factory=dict)

    def __call__(self, name: str, value: Any, text: str, *, quotable: bool = True) -> str:  # noqa: ANN401
        """Note a word and give how it reads."""
        self.words[name] = Word(name, plain(value), one_line(text), quotable)
        return self.words[name].text
