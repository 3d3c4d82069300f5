"""Usage: readings and events, rolled up over the days before the as-of date."""
