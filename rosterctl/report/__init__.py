"""What people look at: tables on a terminal, workbooks, and the same as data."""
