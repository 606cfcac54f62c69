"""The rules' pages: front matter, prose, examples and the generated tables."""
