"""How the tables came to be; run by the program itself when it opens an older ledger."""
