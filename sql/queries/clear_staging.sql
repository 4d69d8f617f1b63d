-- Take away what the load before has left. ON COMMIT DELETE ROWS would cost several milliseconds a
-- commit, because it cuts files.
WITH items AS (
    DELETE FROM staged_item
),

aliases AS (
    DELETE FROM staged_alias
)

DELETE FROM staged_revision
