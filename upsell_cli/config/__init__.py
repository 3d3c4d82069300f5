"""The analyst's YAML as frozen models with line numbers: catalogue, policy, project, names of columns."""
