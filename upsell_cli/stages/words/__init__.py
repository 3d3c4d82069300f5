"""A verdict in words: the evidence, why an account is held back, the cheapest way."""

from upsell_cli.stages.words.lines import TEXTS, put_in_words

__all__ = ["TEXTS", "put_in_words"]
