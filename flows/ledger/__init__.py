"""Day by day: what a site says that it published, what is stored, what became of the rest."""
