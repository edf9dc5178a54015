"""One turn of the pre-screen: what the messages since the last reading change in the answers, and
what is said before the next question. Pure; actions/prescreen.py carries it to and from Rasa."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from clinic.answer_sheet import changed_answers
from clinic.answer_values import LISTS
from clinic.findings import reply_values
from clinic.hip_meant import placed
from clinic.hips import Answers
from clinic.language.answer_names import named_answers, only_names_one
from clinic.language.starting_over import is_from_the_start
from clinic.message import ASK_AGAIN, Message
from clinic.questionnaire import (
    CONFIRMATION,
    ask_again,
    lacks_system,
    next_question,
    questionnaire,
)
from clinic.read_back import answers_in_words
from clinic.staging import UNKNOWN_SYSTEM
from clinic.told import CHANGE, is_report, lists_without_denied, told

DOUBT = "collapse_before"
SYSTEM = "stage_system"
KEPT_SLOTS = (*questionnaire().order, DOUBT, SYSTEM, CONFIRMATION)
BACK, START = "go_back", "start_screening"
# Besides answers; any other intent is a digression, and has a rule of its own.
REQUESTS = (*ASK_AGAIN, CHANGE, BACK)
SURE_QUESTION = 0.6
LONGEST_NAME = 40  # characters
HINTS = 2  # ways to help with a question before its answer is put down as not known

Reply = tuple[str, dict[str, str]]  # its name, and what fills its places


@dataclass(frozen=True)
class Run:
    """Where the questions stand: the answers by slot, the open question, how often it was missed,
    the questions put so far, and whether it was asked what is to be changed."""

    answers: Answers
    question: str | None = None
    misses: int = 0
    trail: Sequence[str] = ()
    changing: bool = False


@dataclass
class Turn:
    """`changes` are the answers to store, None to forget one; `words` those that made them. With
    `is_digression` a rule answers the message, and the question stays as it is."""

    changes: dict[str, Any] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    replies: list[Reply] = field(default_factory=list)
    misses: int = 0
    trail: Sequence[str] = ()
    changing: bool = False
    corrected: list[str] = field(default_factory=list)
    starts_over: bool = False
    is_digression: bool = False


def hear(run: Run, messages: Sequence[Message]) -> Turn:
    if not messages:
        return _with_trail(run, Turn(misses=run.misses))
    latest = messages[-1]
    if run.question and _starts_over(latest):
        turn = Turn(dict.fromkeys(KEPT_SLOTS), replies=[("utter_start_over", {})], starts_over=True)
    elif run.question and latest.intent == BACK:
        turn = _back(run)
    else:
        turn = _answered(run, messages)
    return _with_trail(run, turn)


def previous_question(trail: Sequence[str], question: str, answers: Answers) -> str | None:
    """The last answered one of those that were put, and come before this in the order; what comes
    after it, forgotten, would lead here again."""
    order = questionnaire().order
    earlier = order[: order.index(question)] if question in order else order
    before = [slot for slot in trail if slot in earlier and answers.get(slot) is not None]
    return before[-1] if before else None


def _with_trail(run: Run, turn: Turn) -> Turn:
    """The question that comes next goes on the trail; what leads back to one cuts it short."""
    following = next_question({**run.answers, **turn.changes})
    trail = list(run.trail)
    if following in trail:
        trail = trail[: trail.index(following)]
    turn.trail = [*trail, following] if following else trail
    return turn


def _starts_over(message: Message) -> bool:
    """ "Start over" itself is Rasa's restart (actions/restart.py)."""
    return message.intent == START and is_from_the_start(message.text)


def _back(run: Run) -> Turn:
    slot = previous_question(run.trail, run.question or "", run.answers)
    if slot is None:
        return Turn(replies=[("utter_no_way_back", {})], misses=run.misses)
    turn = Turn(changes=_reopened(run.answers, slot), replies=[("utter_went_back", {})])
    _tell_of_doubt(turn)
    return turn


def _reopened(answers: Answers, slot: str) -> dict[str, Any]:
    """Without a child's age, what contradicts the stage counts again."""
    with_it = {"stage": (SYSTEM,), "collapse": (DOUBT,)}
    empty = dict.fromkeys((slot, *with_it.get(slot, ()), CONFIRMATION))
    return empty | ask_again({**answers, **empty})


def _tell_of_doubt(turn: Turn) -> None:
    if turn.changes.get(DOUBT) is not None:
        turn.replies.append(("utter_stage_contradiction", {}))


def _answered(run: Run, messages: Sequence[Message]) -> Turn:
    latest = messages[-1]
    turn = _read_all(run, messages)
    if run.question not in turn.changes and _has_a_rule(run, latest):
        # Not lost: it is read again with the next message.
        return Turn(misses=run.misses, is_digression=True)
    _tell_of_doubt(turn)
    if turn.changes:
        turn.replies += _besides(latest)
    _note_corrections(run, turn)
    if run.question and run.question not in turn.changes:
        _missed(run, turn, latest)
    elif not run.question and latest.intent == CHANGE and not turn.changes:
        turn.changing = True
    return turn


def _has_a_rule(run: Run, message: Message) -> bool:
    return bool(run.question) and message.is_digression(REQUESTS) and not is_report(message)


def _read_all(run: Run, messages: Sequence[Message]) -> Turn:
    """The earliest first. Consent and contact details are no matter of these questions
    (actions/contact.py)."""
    turn = Turn()
    for message in messages:
        so_far = {**run.answers, **turn.changes}
        read = told(message, run.question, so_far)
        own = {slot: answer for slot, answer in read.items() if slot in KEPT_SLOTS}
        changed = changed_answers(so_far, own)
        turn.changes |= changed
        turn.words |= dict.fromkeys(changed.keys() & set(questionnaire().order), message.text)
    _put_right(run, turn, messages[-1])
    return turn


def _put_right(run: Run, turn: Turn, message: Message) -> None:
    """What a correction denies leaves its list; an answer that it names without a new one is asked
    for once more. What answers the open question names none ("no pain")."""
    if message.intent == CHANGE:
        turn.changes |= lists_without_denied(run.answers, turn.changes, message.findings)
    may_name = run.changing and run.question not in turn.changes and _is_name(message)
    names_one = message.intent == CHANGE or may_name
    slot = _named(run, message) if names_one else None
    if slot and (only_names_one(message.text) or not turn.changes):
        turn.changes = _reopened(run.answers, slot)


def _is_name(message: Message) -> bool:
    """Short, and nothing that a rule answers."""
    return message.length <= LONGEST_NAME and not message.is_digression(REQUESTS)


def _named(run: Run, message: Message) -> str | None:
    known = (s for s in named_answers(message.text) if run.answers.get(s) is not None)
    return next(known, None)


def _besides(message: Message) -> list[Reply]:
    """Somebody answers and asks in one breath: the form takes the answer, this gives the reply."""
    if message.topic and message.confidence >= SURE_QUESTION and not is_report(message):
        return [(f"utter_{message.topic}", {})]
    return []


def _note_corrections(run: Run, turn: Turn) -> None:
    """Other answers than the open one that are not what they were; to be confirmed anew."""
    corrected = [
        slot
        for slot in questionnaire().order
        if slot != run.question
        and None not in (run.answers.get(slot), turn.changes.get(slot))
        and turn.changes[slot] != run.answers[slot]
    ]
    if not corrected:
        return
    turn.changes.pop(CONFIRMATION, None)
    after = {**run.answers, **turn.changes}
    if next_question({**after, CONFIRMATION: None}) == CONFIRMATION:
        turn.changes[CONFIRMATION] = None
        turn.corrected = corrected
    else:
        told = "; ".join(answers_in_words(after, corrected))
        turn.replies.append(("utter_noted_change", {"answers": told}))


def _missed(run: Run, turn: Turn, message: Message) -> None:
    """A hint the first time, choices the second, then "unknown"; a digression is no miss."""
    question = run.question or ""
    if message.ends_alarm or message.intent in ASK_AGAIN or _brings_news(run, turn):
        turn.misses = run.misses
    elif question == "stage" and lacks_system(run.answers):
        turn.changes[SYSTEM] = UNKNOWN_SYSTEM
    elif run.misses >= HINTS:
        turn.changes |= changed_answers(run.answers, _not_known(run, question))
        turn.words[question] = message.text
        turn.replies.append(_given_up(question))
    else:
        turn.misses = run.misses + 1
        turn.changing = message.intent == CHANGE or _says_no(question, message)


def _brings_news(run: Run, turn: Turn) -> bool:
    """Another question was answered, and not with what was known."""
    answered = turn.changes.keys() - {SYSTEM}
    return any(turn.changes[slot] != run.answers.get(slot) for slot in answered)


def _not_known(run: Run, question: str) -> dict[str, Any]:
    answer = {question: ["unknown"] if question in LISTS else "unknown"}
    return placed(run.answers, answer, question, [])


def _given_up(question: str) -> Reply:
    return ("utter_gone_on" if question == CONFIRMATION else "utter_noted_unknown", {})


def _says_no(question: str, message: Message) -> bool:
    return question == CONFIRMATION and "no" in reply_values(message.findings)
