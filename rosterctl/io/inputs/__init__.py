"""The files of a workspace: its settings, and one reader for each file of `input/`."""
