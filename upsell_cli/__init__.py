"""upsell: which customers deserve an upgrade conversation, and which to leave alone."""

__version__ = "0.1.0"
