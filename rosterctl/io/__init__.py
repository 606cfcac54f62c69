"""Files in and out: what people edit, what commands write, and the catalogue of rules."""
