"""Around a run, whatever it does: the door, how it is recorded, and what it came to."""
