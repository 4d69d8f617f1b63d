-- The columns of a view of the contract, in order, with what they mean.
SELECT
    attname AS name,
    format_type(atttypid, atttypmod) AS type,
    coalesce(col_description(attrelid, attnum), '') AS meaning
FROM pg_attribute
WHERE attrelid = ('warta.' || %(view)s)::regclass AND attnum > 0 AND NOT attisdropped
ORDER BY attnum
