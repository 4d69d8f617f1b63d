"""What can go wrong with the embedded server. Every message says what to do."""


class EmbeddedError(RuntimeError):
    """The embedded server cannot be used. The base of all below."""


class BinariesMissingError(EmbeddedError):
    """Raised when this platform has no PostgreSQL binaries, or they do not run."""


class PlaceError(EmbeddedError):
    """Raised when the data has no folder that the server may own and reach."""


class VersionError(EmbeddedError):
    """Raised when the data were made by another major version of PostgreSQL."""


class InitError(EmbeddedError):
    """Raised when no empty database cluster could be made."""


class StartError(EmbeddedError):
    """Raised when the server ends while it starts, or does not answer in time."""


class StopError(EmbeddedError):
    """Raised when the server cannot be stopped from here, or does not end in time."""


class BusyError(EmbeddedError):
    """Raised when another command starts or stops this server for too long."""
