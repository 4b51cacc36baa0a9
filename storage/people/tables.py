"""The tables of the people and of the programs that are told what happens. Every hash is a SHA-256 in hexadecimal."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from storage.tables import metadata

users = Table(
    "users",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("name", String, nullable=False),
    # Names and addresses are told apart without letter case and accents; two people never differ in those alone.
    Column("name_key", String, nullable=False, unique=True),
    Column("email", String, nullable=False, server_default=""),
    Column("email_key", String, unique=True),
    Column("role", String(16), nullable=False),
    Column("companies", JSON, nullable=False),
    Column("password", String),
    Column("totp_secret", String),
    # The last time step whose code was used: a code opens once.
    Column("totp_step", Integer, nullable=False, server_default="0"),
    Column("calendar", String(64), unique=True),
    Column("is_active", Boolean, nullable=False),
    Column("created_at", String(32), nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("user_id", ForeignKey("users.id"), nullable=False, index=True),
    Column("needs_second", Boolean, nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("seen_at", String(32), nullable=False),
    Column("expires_at", String(32), nullable=False),
    Column("address", String, nullable=False),
    Column("agent", String, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("user_id", ForeignKey("users.id"), index=True),
    Column("expires_at", String(32), nullable=False),
)

# Short-lived: what was begun in a browser, and is deleted when it is taken up.
begun = Table(
    "begun",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("told", Text, nullable=False),
    Column("expires_at", String(32), nullable=False, index=True),
    Index(None, "kind", "expires_at"),
)

identities = Table(
    "identities",
    metadata,
    Column("issuer", String, primary_key=True),
    Column("subject", String, primary_key=True),
    Column("user_id", ForeignKey("users.id"), nullable=False, index=True),
    Column("created_at", String(32), nullable=False),
    # Whoever has another subject at the provider is another person there, whatever address they were given.
    UniqueConstraint("issuer", "user_id"),
)

passkeys = Table(
    "passkeys",
    metadata,
    Column("id", String, primary_key=True),
    Column("user_id", ForeignKey("users.id"), nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("public_key", String, nullable=False),
    Column("sign_count", Integer, nullable=False),
    Column("created_at", String(32), nullable=False),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("user_id", ForeignKey("users.id"), nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("scopes", JSON, nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("used_at", String(32)),
)

sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subject", String, nullable=False),
    Column("at", String(32), nullable=False),
    Index(None, "subject", "at"),
)

webhooks = Table(
    "webhooks",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("company", String, nullable=False, index=True),
    Column("url", String, nullable=False),
    Column("secret", String, nullable=False),
    Column("events", JSON, nullable=False),
    Column("created_at", String(32), nullable=False),
)

# The outbox: a row is written with the decision that it tells of, and stays until it was taken by the other side.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("webhook_id", ForeignKey("webhooks.id"), nullable=False, index=True),
    Column("event", String(16), nullable=False),
    Column("document_id", ForeignKey("documents.id"), nullable=False),
    Column("body", Text, nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    # Unix seconds before which nobody tries (again); None once it is delivered or given up.
    Column("due", Float, index=True),
    Column("delivered_at", String(32)),
    Column("answer", String, nullable=False, server_default=""),
)
