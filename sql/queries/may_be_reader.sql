-- One row where this connection may take the reader's role.
SELECT rolname
FROM pg_roles
WHERE rolname = 'warta_reader' AND pg_has_role(current_user, oid, 'MEMBER')
