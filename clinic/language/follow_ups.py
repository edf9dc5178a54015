"""Questions that carry on from the last one and name only what is new in them: "and for hip
replacement?", "what if mine is stage 3?". Called by `nlu/conversation_cues.py`."""

import re
from collections.abc import Sequence

from clinic.findings import Finding
from clinic.language.vocabulary import any_of, word_lists

# What a message must name, and nothing else, to carry on.
NEW_IN_IT = ("treatment", "stage", "collapse", "arthritis")
_LISTS = word_lists("follow_ups")
_BEFORE = re.compile(
    rf"\W*(?:{any_of(_LISTS['fillers'])}\W+)*?{any_of(_LISTS['lead_ins'])}"
    rf"(?:\W+{any_of(_LISTS['between'])})*\W*",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"(?:\W+{any_of(_LISTS['tail'])})*\W*", re.IGNORECASE)


def find_follow_ups(text: str, findings: Sequence[Finding]) -> list[Finding]:
    for finding in findings:
        before, after = text[: finding.start], text[finding.end :]
        named = finding.kind in NEW_IN_IT and finding.value != "unknown"
        if named and _BEFORE.fullmatch(before) and _AFTER.fullmatch(after):
            kind = "treatment" if finding.kind == "treatment" else "stage_group"
            return [Finding("follow_up", kind, 0, len(text), f"follow_up_{kind}")]
    return []
