"""Alembic runs the migrations inside the transaction that storage/database.py opened."""

from __future__ import annotations

from alembic import context

import storage.people.tables  # noqa: F401 - they are tables of the register too
from storage.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
