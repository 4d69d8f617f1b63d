-- How large the staging tables have grown: nothing vacuums temporary tables.
SELECT
    pg_relation_size('staged_item')
    + pg_relation_size('staged_alias')
    + pg_relation_size('staged_revision') AS bytes
