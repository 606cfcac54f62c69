"""Repeatable measurements; how to run and read them stands in README.md beside this file."""
