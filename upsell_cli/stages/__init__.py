"""The decisions, a pure function each: tables in, the same tables with more columns out."""
