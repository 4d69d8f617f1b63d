"""Pages understood for people: as lines of JSON, or shown with what was cut."""
