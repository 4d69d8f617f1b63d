-- What is taken for an edit because the capture before it can't be read again.
UPDATE staged_item
SET reasons = staged_item.reasons || 'previous_capture_unreadable'::text
FROM unnest(%(capture_ids)s::uuid[], %(items)s::int[]) AS unread (capture_id, item)
WHERE
    staged_item.capture_id = unread.capture_id
    AND staged_item.position = unread.item
