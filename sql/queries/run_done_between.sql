-- Whether a run of a flow began at a site between two times, and did what there was to do.
SELECT EXISTS(
    SELECT FROM ingest.run
    WHERE
        site = %(site)s
        AND flow = %(flow)s
        AND started_at BETWEEN %(since)s AND %(now)s
        AND state IN ('ok', 'degraded')
) AS is_done
