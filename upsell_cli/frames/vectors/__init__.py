"""What a stage computes with: a whole column of accounts at a time."""
