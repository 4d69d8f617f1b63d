"""Dedupe, normalise, load and watch. Knows Prefect and Postgres; no Scrapy."""
