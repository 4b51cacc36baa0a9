#!/bin/sh
# Run once by the PostgreSQL image: a role for Justif that owns its database and is no superuser.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$JUSTIF_PASSWORD" -U "${POSTGRES_USER:-postgres}" <<'SQL'
CREATE ROLE justif LOGIN PASSWORD :'password';
CREATE DATABASE justif OWNER justif;
SQL
