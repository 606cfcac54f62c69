"""Frozen values that everything else speaks of; no files, no clock, no solver."""
