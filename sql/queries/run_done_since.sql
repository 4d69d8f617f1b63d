-- Whether a run of a flow began at a site since then, and did what there was to do.
SELECT EXISTS(
    SELECT FROM ingest.run
    WHERE
        site = %(site)s
        AND flow = %(flow)s
        AND started_at >= %(since)s
        AND state IN ('ok', 'degraded')
) AS is_done
