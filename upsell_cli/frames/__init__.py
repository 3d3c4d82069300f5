"""What passes between the floors: contracts of tables, result documents, and what columns are worked with."""
