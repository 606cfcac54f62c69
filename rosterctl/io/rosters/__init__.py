"""Rosters as files: JSON, the folder of versions, and spreadsheets that come back."""
