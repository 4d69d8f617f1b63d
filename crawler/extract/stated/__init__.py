"""What a page states about its article: title, times, people, section, each with its source."""
