"""Databases that tests make on a server, and that are gone afterwards; how one is made."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

_COLUMNS = """
SELECT table_schema, table_name, column_name, data_type, is_nullable, column_default
FROM information_schema.columns WHERE table_schema IN ('ingest', 'warta') ORDER BY 1, 2, 3
"""
_INDEXES = "SELECT indexdef FROM pg_indexes WHERE schemaname IN ('ingest', 'warta') ORDER BY 1"
_CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'ingest'::regnamespace ORDER BY 1, 2
"""
_VIEWS = """
SELECT schemaname, viewname, definition FROM pg_views
WHERE schemaname IN ('ingest', 'warta') ORDER BY 1, 2
"""
_FUNCTIONS = """
SELECT oid::regprocedure::text, pg_get_functiondef(oid) FROM pg_proc
WHERE pronamespace IN ('ingest'::regnamespace, 'warta'::regnamespace) AND prokind = 'f' ORDER BY 1
"""
_COMMENTS = """
SELECT objoid::regclass::text, objsubid, description FROM pg_description
INNER JOIN pg_class ON pg_class.oid = objoid AND classoid = 'pg_class'::regclass
WHERE relnamespace IN ('ingest'::regnamespace, 'warta'::regnamespace) ORDER BY 1, 2
"""
_RIGHTS = """
SELECT oid::regclass::text, relacl::text FROM pg_class
WHERE relnamespace IN ('ingest'::regnamespace, 'warta'::regnamespace) ORDER BY 1
"""


def on(server: str, database: str) -> str:
    """The URL of another database of the same server."""
    return urlsplit(server)._replace(path=f"/{database}").geturl()


@contextmanager
def temporary_database(server: str, template: str = "template1") -> Iterator[str]:
    """Makes a database, and gives its name."""
    name = f"warta_test_{uuid.uuid4().hex[:12]}"
    # Copied as files, without a word in the log of the server: a third of the work.
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
    drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
    try:
        yield name
    finally:
        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute(drop)


def schema(url: str) -> list[list[tuple[object, ...]]]:
    """The schema of a database, as its catalogue tells."""
    with psycopg.connect(url) as connection:
        return [
            connection.execute(query.encode()).fetchall()
            for query in (_COLUMNS, _INDEXES, _CONSTRAINTS, _VIEWS, _FUNCTIONS, _COMMENTS, _RIGHTS)
        ]
