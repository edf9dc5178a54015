"""Which characters of a message something has been made of already. Used by the grammars here and
by `nlu/quantities.py`; to compare every find with every other would take the square of their
number."""

from collections.abc import Iterable


class Extents:
    def __init__(self, taken: Iterable[tuple[int, int]] = ()) -> None:
        self._taken = {at for extent in taken for at in range(*extent)}

    def take(self, start: int, end: int) -> bool:
        """Whether all of it was free, and is taken from now on."""
        extent = range(start, end)
        is_free = self.are_free(start, end)
        if is_free:
            self._taken.update(extent)
        return is_free

    def are_free(self, start: int, end: int) -> bool:
        return self._taken.isdisjoint(range(start, end))
