-- Empty the staging tables, and give back what they took.
TRUNCATE staged_item, staged_alias, staged_revision
