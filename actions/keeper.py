"""The keeper of records that the actions share. It blocks, so they call it from a thread."""

from functools import cache

from clinic.settings import read_settings
from records.keeper import RecordKeeper


@cache
def keeper() -> RecordKeeper:
    return RecordKeeper.from_settings(read_settings())
