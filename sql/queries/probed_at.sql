-- When a site was last probed, and since when something has been wrong with it that only a probe can
-- see to have healed: a channel that closed, or what each probe has said since the last good one.
SELECT
    site.probed_at,
    greatest(
        (
            SELECT max(incident.opened_at) FROM ingest.incident
            WHERE
                incident.site = site.name
                AND incident.cause = 'channel_closed'
                AND incident.closed_at IS NULL
        ),
        (
            SELECT min(run.started_at) FROM ingest.run
            WHERE
                run.site = site.name
                AND run.flow = 'probe'
                AND run.exit_code <> 0
                AND run.fence > coalesce((
                    SELECT max(good.fence) FROM ingest.run AS good
                    WHERE good.site = site.name AND good.flow = 'probe' AND good.exit_code = 0
                ), 0)
        )
    ) AS troubled_at
FROM ingest.site
WHERE site.name = %(site)s
