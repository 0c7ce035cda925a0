"""An invented European software company, as a folder of the exchange format."""

from storage.sample.write import write_sample

__all__ = ["write_sample"]
