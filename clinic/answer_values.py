"""What each pre-screen slot may hold, in the order in which it is kept. Called by whatever reads or
checks answers."""

from clinic.content.prescreen import ManyOf, Number, OneOf
from clinic.questionnaire import questionnaire
from clinic.questions import answers_of_questions

PRESCREEN_SLOTS = (*questionnaire().order, "consent")
# Read wherever they are given; to be kept only after consent.
CONTACT_SLOTS = ("phone", "email")

_ASKED = {slot: answers_of_questions()[slot] for slot in questionnaire().order}
LISTS = {slot: tuple(a.values) for slot, a in _ASKED.items() if isinstance(a, ManyOf)}
# From least to most: of several, the most is the answer.
RANKED = {
    slot: tuple(answer.values)
    for slot, answer in _ASKED.items()
    if isinstance(answer, OneOf) and answer.of_several == "most"
}
RANGES = {slot: (a.min, a.max) for slot, a in _ASKED.items() if isinstance(a, Number)}
