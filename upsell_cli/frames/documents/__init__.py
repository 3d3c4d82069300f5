"""What a command gives: the contents of a page or a file, before anything draws them."""
