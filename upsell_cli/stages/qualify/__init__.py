"""Whether to talk at all: the gates, each yes, no or not known, and the state that follows."""

from upsell_cli.stages.qualify.states import qualify

__all__ = ["qualify"]
