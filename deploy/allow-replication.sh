#!/bin/sh
# Run by the image of PostgreSQL when it makes the database: replicas of the same network may follow it with a password.
set -eu
echo 'host replication all samenet scram-sha-256' >> "$PGDATA/pg_hba.conf"
