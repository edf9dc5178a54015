"""The smallest parts of content files: words, ids, numbers. Nothing is converted: a number or a
bare yes is no text. To mypy they are what they hold."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import conint, conlist, constr

SYSTEMS = ("ficat", "arco", "steinberg")  # of staging
LONGEST_TITLE = 40  # of a button, on a phone's screen

if TYPE_CHECKING:
    Words = str
    Title = str
    Id = str
    IntentName = str
    ReplyName = str
    SourceId = str
    StageName = str
    Country = str
    ShortNumber = str
    Doi = str
    Pmid = str
    Address = str
    System = str
    Count = int
    Year = int
    Some = list
else:

    def _text(regex: str) -> type[str]:
        return constr(strict=True, regex=f"^(?:{regex})$")

    Words = constr(strict=True, min_length=1)
    Title = constr(strict=True, min_length=1, max_length=LONGEST_TITLE)
    # What other places call a thing.
    Id = _text(r"[a-z0-9]+(_[a-z0-9]+)*")
    IntentName = _text(r"[a-z0-9_]+(/[a-z0-9_]+)?")
    ReplyName = _text(r"utter_[a-z0-9_]+(/[a-z0-9_]+)?")
    SourceId = _text(r"[a-z0-9]+(-[a-z0-9]+)*")
    StageName = _text(r"[0-6][abc]?")
    ShortNumber = _text(r"\d{2,3}( or \d{2,3})?")
    Country = _text(r"[A-Z]{2}")
    Doi = _text(r"10\.\d{4,9}/\S+")
    Pmid = _text(r"\d{7,8}")
    Address = _text(r"https?://[a-zA-Z0-9.-]+\.[a-z]{2,}(/\S*)?")
    System = Literal[SYSTEMS]
    Count = conint(strict=True, ge=0)
    Year = conint(strict=True, ge=1950, le=2050)

    class Some:
        """A list that is not empty and holds nothing twice."""

        def __class_getitem__(cls, item: Any) -> type[list]:
            return conlist(item, min_items=1, unique_items=True)


Named = TypeVar("Named", bound=Mapping[str, Any])


def exactly(names: Iterable[str]) -> Callable[[Any, Named], Named]:
    """A validator of a mapping that needs these keys and takes no others."""
    needed = list(names)

    def check(cls: Any, value: Named) -> Named:  # noqa: ARG001 - pydantic calls it so
        lacks = [name for name in needed if name not in value]
        strange = [name for name in value if name not in needed]
        if lacks or strange:
            faults = [f"lacks {name!r}" for name in lacks] + [f"has {name!r}" for name in strange]
            raise ValueError(f"{', '.join(faults)}; needed: {', '.join(needed)}")
        return value

    return check
