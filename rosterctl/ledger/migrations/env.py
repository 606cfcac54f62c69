"""What Alembic runs: the revisions that are missing, in the transaction that the ledger has begun."""

from __future__ import annotations

from alembic import context

from rosterctl.ledger.tables import META

context.configure(connection=context.config.attributes["connection"], target_metadata=META, transactional_ddl=True)
context.run_migrations()
