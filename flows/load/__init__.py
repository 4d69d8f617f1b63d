"""From captures to rows: each page understood and judged, and loaded with its segment."""
