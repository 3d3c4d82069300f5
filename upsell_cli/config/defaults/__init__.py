"""Configuration that holds where the analyst says nothing."""
