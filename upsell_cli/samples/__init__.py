"""Sample data: an invented company's exports, simulated from one seed, of any size."""
