"""The store: tables, migrations, and the audit chain. The only room that imports SQLAlchemy and Alembic.

Everything that changes goes through :meth:`rosterctl.ledger.store.Writer.append`, which sets the rows and appends the
entry that tells of them, in one transaction; so the tables of state can always be told again from the chain.
"""
