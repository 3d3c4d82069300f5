"""Which header of a file is which column of ours, and how a column is made where none is it."""
