"""From the bytes of a YAML file to values of which each knows where it stands."""
