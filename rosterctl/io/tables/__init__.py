"""Tables that people edit: .csv, .xlsx and .toml as rows of cells that know where they stand."""
