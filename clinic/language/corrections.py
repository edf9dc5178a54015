"""What a person takes back within one message ("left, sorry I mean right"). Called by
`nlu/asserted_findings.py`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from clinic.findings import Finding
from clinic.language.vocabulary import any_of, word_lists

_REACH = 40
_CUE = re.compile(rf"(?<!\w){any_of(word_lists('corrections')['cues'])}(?!\w)", re.IGNORECASE)
_ONE_VALUE = frozenset(
    {
        "hip_side",
        "age",
        "stage",
        "pain_duration",
        "pain_score",
        "number",
        "mobility",
        "lesion_size",
        "phone",
        "email",
    }
)


def corrected(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The earlier of two values with a correction between them counts as denied. A bare number
    that corrects an age or a score becomes one."""
    result = sorted(findings, key=lambda f: f.start)
    last: int | None = None
    for index, finding in enumerate(result):
        if finding.kind not in _ONE_VALUE:
            continue
        if last is not None and _corrects(text, result[last], finding):
            earlier = result[last]
            result[last] = replace(earlier, negated=True)
            result[index] = replace(
                finding, kind=earlier.kind, uncertain=earlier.uncertain, negated=False
            )
        last = index
    return result


def _corrects(text: str, earlier: Finding, later: Finding) -> bool:
    kinds = (earlier.kind, later.kind)
    if kinds[0] != kinds[1] and kinds not in (("age", "number"), ("pain_score", "number")):
        return False
    between = text[earlier.end : later.start]
    return len(between) <= _REACH and _CUE.search(between) is not None
