"""What is filled into replies at run time, and how long it may become there. Rasa shows an unknown
{name} to the patient as it stands."""

import re
from collections.abc import Iterator

from clinic.emergency_numbers import countries
from tools.content.model import Problem, Reply
from tools.content.reading import Content

NUMBERS = "data/safety/numbers.yml"
PLACEHOLDER = re.compile(r"\{[^{}]*\}|[{}]")

# Long but real values: replies are measured with these filled in (dialogue/clinic_replies.py).
CLINIC = {
    "clinic_name": "the Hip Preservation Clinic of Springfield",
    "clinic_phone": "the number on your letter",
    "emergency_number": "112 or 999",
    "crisis_line": "the 988 Suicide and Crisis Lifeline: call or text 988",
    "hash_key": "pound",
    "poison_line": "1-844-764-7669, in Quebec 1-800-463-5060",
}
# From the conversation so far (dialogue/offers.py, actions/thread.py, channels/voice_reply.py).
CONVERSATION = {
    "choices": "1 Recovery and time off work, 2 Exercise and weight, 3 Time to results",
    "source_list": "Effect of bone marrow concentrate in osteonecrosis of the femoral head (2018)",
    "source_count": "12",
    "evidence": "very limited - few patients, or no fair comparison",
    "receipt": "0 1 2 3 4 5 6 7 8 9",  # of an erasure (actions/forget.py)
    "heard": "Stage: left hip Ficat 2B, right hip Ficat 3",
    "number": "+14155550199",
}
# From the answers of the pre-screen (actions/prescreen_result.py, dialogue/prescreen_questions.py).
# The answers that are read back are the person's own and as long as they are.
PRESCREEN = {
    "answers": "Age: 47",
    "at": "10",
    "of": "11",
    "hip": "right",
    "ficat": "IIB or III",
    "arco": "3A or 3B",
    "steinberg": "IV B or IV C",
}

_NUMBERS_SAID = {
    "emergency": "emergency_number",
    "crisis": "crisis_line",
    "poison": "poison_line",
}
_OF_FOLDER = {"prescreen": PRESCREEN, "chat": CONVERSATION}


def filled(reply: Reply) -> str:
    values = CLINIC | CONVERSATION | PRESCREEN
    return PLACEHOLDER.sub(lambda found: values.get(found[0][1:-1], ""), reply.text)


def placeholders_are_known(content: Content) -> Iterator[Problem]:
    for reply in content.replies:
        known = CLINIC | _OF_FOLDER.get(reply.path.split("/")[1], {})
        for found in PLACEHOLDER.findall(reply.text):
            if found[1:-1] not in known:
                yield reply.problem(f"nothing fills {found}")


def countries_have_their_numbers(content: Content) -> Iterator[Problem]:
    numbers = content.tree(NUMBERS)
    for country in countries():
        for kind, name in _NUMBERS_SAID.items():
            number, most = numbers.get(country, {}).get(kind), len(CLINIC[name])
            if not number and kind == "poison":
                continue  # the emergency number answers (clinic/emergency_numbers.py)
            if not number:
                yield Problem(NUMBERS, country, f"has no {kind} number")
            elif len(number) > most:
                yield Problem(NUMBERS, country, f"{kind}: {number!r} is over {most} characters")
