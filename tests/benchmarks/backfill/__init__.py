"""What a backfill takes, in time by stage and process, and in memory."""
