"""The tables of the register. migrations/ makes them; a test holds the two equal.

Times are ISO 8601 text in UTC and amounts decimal text, which sort and compare alike on every database.
"""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, UniqueConstraint

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

documents = Table(
    "documents",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("company", String, nullable=False),
    Column("original", String(64), nullable=False),
    Column("part", Integer),
    Column("name", String, nullable=False),
    Column("state", String(16), nullable=False),
    Column("received_at", String(32), nullable=False),
    Column("submitted_by", String, nullable=False, server_default=""),
    Column("problem", JSON),
    Column("rejected_reason", String, nullable=False, server_default=""),
    Column("decided_by", String, nullable=False, server_default=""),
    Column("validated_at", String(32)),
    Column("entry_number", Integer),
    # What documents are compared, sorted and summed up by, taken from the reading.
    Column("seller_name", String),
    Column("invoice_number", String),
    Column("issue_date", String(10)),
    Column("total_with_tax", String),
    Column("category", String),
    Column("document_type", String),
    Column("due_date", String(10)),
    Column("total_tax", String),
    Column("amount_due", String),
    Column("currency", String(3)),
    # For the order of the work: the weakest key field, and the piles (domain/queues.py), with a blank between.
    Column("certainty", Float, nullable=False, server_default="0"),
    Column("queues", String, nullable=False, server_default=""),
    # Counts the changes; `indexed_revision` is the last one that the search index has seen.
    Column("revision", Integer, nullable=False, server_default="1"),
    Column("indexed_revision", Integer, nullable=False, server_default="0"),
    # Who is reading it now, and until when (Unix seconds) others keep away.
    Column("owner", String),
    Column("lease_until", Float),
    Column("attempts", Integer, nullable=False, server_default="0"),
    # 0 where a person waits for it; what came in bulk is read after those.
    Column("priority", Integer, nullable=False, server_default="0"),
    Index(None, "company", "state", "received_at"),
    Index(None, "state", "received_at"),
    Index(None, "state", "priority"),
    Index(None, "company", "original"),
    Index(None, "company", "invoice_number"),
    Index(None, "company", "total_with_tax"),
    Index(None, "company", "seller_name"),
    Index(None, "company", "submitted_by"),
)

readings = Table(
    "readings",
    metadata,
    Column("document_id", ForeignKey("documents.id"), primary_key=True),
    Column("record", JSON, nullable=False),
)

corrections = Table(
    "corrections",
    metadata,
    Column("document_id", ForeignKey("documents.id"), primary_key=True),
    Column("field", String, primary_key=True),
    Column("value", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String(32), nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("at", String(32), nullable=False),
    Column("who", String, nullable=False),
    Column("what", String(16), nullable=False),
    Column("field", String, nullable=False, server_default=""),
    Column("before", String, nullable=False, server_default=""),
    Column("after", String, nullable=False, server_default=""),
)

entries = Table(
    "entries",
    metadata,
    Column("company", String, primary_key=True),
    # The fiscal year, by the year in which it closes.
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("journal", String(8), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("date", String(10), nullable=False),
    Column("document_id", ForeignKey("documents.id"), nullable=False),
    # The first entry of a document, its reversal, the new one after it… `kind` is purchase, reversal or payment.
    Column("sequence", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("record", JSON, nullable=False),
    Column("validated_at", String(32), nullable=False),
    Column("validated_by", String, nullable=False),
    UniqueConstraint("document_id", "sequence"),
    Index(None, "company", "date"),
)

# A person's word that an entry is to be booked, which may be taken back until `due` (Unix seconds).
signatures = Table(
    "signatures",
    metadata,
    Column("document_id", ForeignKey("documents.id"), primary_key=True),
    Column("by", String, nullable=False),
    Column("due", Float, nullable=False, index=True),
    # The document as it was when it was signed: one that changed since is not booked.
    Column("revision", Integer, nullable=False),
)

# What a device called an upload: the same name again is the same upload, whatever became of the first answer.
upload_keys = Table(
    "upload_keys",
    metadata,
    Column("company", String, primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False),
    Column("at", String(32), nullable=False),
)

assignments = Table(
    "assignments",
    metadata,
    Column("document_id", ForeignKey("documents.id"), primary_key=True),
    Column("person", String, nullable=False, index=True),
)

# How long a person had a document open until the decision.
handlings = Table(
    "handlings",
    metadata,
    Column("document_id", ForeignKey("documents.id"), primary_key=True),
    Column("seconds", Float, nullable=False),
)

companies = Table(
    "companies",
    metadata,
    Column("code", String, primary_key=True),
    Column("record", JSON, nullable=False),
)

company_events = Table(
    "company_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("company", String, nullable=False, index=True),
    Column("at", String(32), nullable=False),
    Column("who", String, nullable=False),
    Column("field", String, nullable=False),
    Column("before", String, nullable=False, server_default=""),
    Column("after", String, nullable=False, server_default=""),
)

sellers = Table(
    "sellers",
    metadata,
    Column("company", String, primary_key=True),
    Column("auxiliary", String(17), primary_key=True),
    Column("record", JSON, nullable=False),
)

# By what a seller is known: `number:404833048`, `name:AUBONMOULIN`.
seller_keys = Table(
    "seller_keys",
    metadata,
    Column("company", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("auxiliary", String(17), nullable=False),
    Index(None, "company", "auxiliary"),
)

# Up to when the books of a company are closed; never earlier than before.
closings = Table(
    "closings",
    metadata,
    Column("company", String, primary_key=True),
    Column("until", String(10), primary_key=True),
    Column("at", String(32), nullable=False),
    Column("by", String, nullable=False),
)

# What people search for: those with a name they gave, and their latest ones.
searches = Table(
    "searches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("company", String, nullable=False),
    Column("person", String, nullable=False),
    Column("address", String, nullable=False),
    Column("name", String, nullable=False),
    Column("is_saved", Integer, nullable=False, server_default="0"),
    Column("at", String(32), nullable=False),
    UniqueConstraint("company", "person", "address"),
)
