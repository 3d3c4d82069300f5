"""Text becomes values, by kind; what does not fit is told with its place."""
