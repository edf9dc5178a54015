"""The list of everything that must hold of the content. Each check has a bad example in
tests/bad_content.yml. Called by tools/check_content.py and by the tests."""

from collections.abc import Callable, Iterator

from tools.content import (
    answers,
    buttons,
    evidence,
    examples,
    files,
    keypad,
    names,
    placeholders,
    sources,
    speech,
    text_message,
    topics,
    wording,
)
from tools.content.model import Problem
from tools.content.reading import Content

Check = Callable[[Content], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    files.files_can_be_read,
    files.training_data_has_known_keys,
    files.other_files_are_not_taken_for_training_data,
    files.topics_hold_one_intent,
    files.topics_hold_their_replies,
    files.topics_have_examples,
    files.topics_have_phrases_of_their_own,
    files.intents_have_phrases_of_their_own,
    files.replies_have_each_channel_once,
    examples.examples_stand_once,
    examples.intents_have_examples,
    examples.intents_are_known,
    examples.phrases_are_unseen,
    names.replies_are_written,
    names.replies_are_said,
    names.questions_have_a_place,
    keypad.questions_have_keys,
    keypad.keys_lead_somewhere,
    sources.sources_have_their_keys,
    sources.cited_sources_exist,
    sources.listed_sources_are_cited,
    sources.ids_are_unique,
    evidence.claims_have_metadata,
    evidence.metadata_has_its_keys,
    evidence.metadata_is_the_same_on_every_channel,
    evidence.evidence_is_graded,
    evidence.reviews_are_current,
    evidence.figures_are_verified,
    evidence.favourable_results_are_balanced,
    topics.topics_name_themselves,
    topics.questions_of_topics_are_learnt,
    topics.follow_ups_are_topics,
    placeholders.placeholders_are_known,
    placeholders.countries_have_their_numbers,
    text_message.sms_is_gsm7,
    text_message.sms_fits,
    speech.voice_is_short,
    speech.voice_can_be_spoken,
    wording.web_is_short,
    wording.replies_are_plain,
    wording.replies_do_not_advertise,
    wording.replies_name_no_dose,
    wording.replies_give_no_verdict,
    buttons.button_titles_are_short,
    buttons.buttons_lead_somewhere,
    answers.answers_can_be_given,
)


def problems(content: Content) -> list[Problem]:
    """All of them; only a file that cannot be read keeps the other checks from running."""
    if content.unreadable:
        return content.unreadable
    return [problem for check in CHECKS for problem in check(content)]
