"""What goes wrong with captures."""


class CaptureError(ValueError):
    """A WARC file, a record in it or its body can't be read; the message says where, and why."""
