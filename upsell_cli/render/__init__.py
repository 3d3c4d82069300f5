"""Results become bytes: what each page, table or file says, in which order and form."""
