-- A run begins.
INSERT INTO ingest.run (id, site, flow, fence, state, started_at, heartbeat_at)
VALUES (%(run_id)s, %(site)s, %(flow)s, %(fence)s, 'running', %(now)s, %(now)s)
