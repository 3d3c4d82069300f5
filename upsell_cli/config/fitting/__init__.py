"""Where a file does not fit its model: what is wrong, in words that say what to do."""
