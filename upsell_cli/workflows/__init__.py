"""The order of the stages: the only place where the whole flow is visible."""
