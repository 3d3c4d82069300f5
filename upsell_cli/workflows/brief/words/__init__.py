"""Everything a sentence may say of one account, by the name of its placeholder."""

from upsell_cli.workflows.brief.words.all import about, words

__all__ = ["about", "words"]
