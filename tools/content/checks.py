"""The list of everything that must hold of the content. Each check has a bad example in
tests/bad_content.yml. Called by tools/check_content.py and by the tests."""

from collections.abc import Callable, Iterator

from tools.content import (
    buttons,
    conditions,
    domain_use,
    evidence,
    examples,
    files,
    keypad,
    names,
    patterns,
    placeholders,
    prescreen,
    rules,
    sources,
    speech,
    text_message,
    topics,
    understood,
    vocabulary,
    wording,
)
from tools.content.model import Problem
from tools.content.reading import Content

Check = Callable[[Content], Iterator[Problem]]

# Whether it works: every file fits its model, and every name is known where it is used.
OF_STRUCTURE: tuple[Check, ...] = (
    files.files_fit_their_models,
    files.other_files_are_not_taken_for_training_data,
    files.topics_hold_one_intent,
    files.topics_hold_their_replies,
    files.replies_have_each_channel_once,
    examples.intents_have_examples,
    examples.intents_are_known,
    rules.rules_name_what_is_there,
    rules.rules_stand_once,
    domain_use.slots_can_be_filled,
    domain_use.forms_ask_for_slots,
    domain_use.questions_are_in_order,
    domain_use.names_of_the_domain_are_used,
    conditions.conditions_can_be_met,
    names.replies_are_written,
    names.replies_are_said,
    names.questions_have_a_place,
    vocabulary.entries_stand_for_something,
    vocabulary.answers_have_names,
    vocabulary.treatments_have_topics,
    vocabulary.systems_have_names,
    vocabulary.hints_are_for_places,
    vocabulary.standing_names_intents,
    vocabulary.misheard_words_answer_something,
    keypad.questions_have_keys,
    keypad.keys_lead_somewhere,
    keypad.keys_fit_their_question,
    keypad.keys_are_understood,
    patterns.patterns_can_be_read,
    patterns.word_classes_are_used,
    patterns.alarms_name_concepts,
    patterns.alarms_can_end,
    prescreen.answers_have_words,
    prescreen.advice_names_answers,
    prescreen.stages_stand_once,
    prescreen.pads_fit_their_question,
    understood.buttons_are_understood,
    understood.choices_are_read_exactly,
    sources.cited_sources_exist,
    sources.listed_sources_are_cited,
    sources.ids_are_unique,
    evidence.claims_have_metadata,
    evidence.metadata_has_its_keys,
    evidence.metadata_is_the_same_on_every_channel,
    evidence.balance_names_what_is_there,
    topics.topics_name_themselves,
    topics.questions_of_topics_are_learnt,
    topics.follow_ups_are_topics,
    placeholders.placeholders_are_known,
    placeholders.countries_have_their_numbers,
    buttons.buttons_lead_somewhere,
)
# Whether it is well said, and whether it will be understood.
OF_WORDING: tuple[Check, ...] = (
    files.topics_have_examples,
    files.topics_have_phrases_of_their_own,
    files.intents_have_phrases_of_their_own,
    examples.examples_stand_once,
    examples.phrases_are_unseen,
    evidence.reviews_are_current,
    evidence.figures_are_verified,
    evidence.favourable_results_are_balanced,
    text_message.sms_is_gsm7,
    text_message.sms_fits,
    speech.voice_is_short,
    speech.voice_can_be_spoken,
    wording.web_is_short,
    wording.replies_are_plain,
    wording.replies_do_not_advertise,
    wording.replies_name_no_dose,
    wording.replies_give_no_verdict,
)
CHECKS = OF_STRUCTURE + OF_WORDING


def problems(content: Content, checks: tuple[Check, ...] = CHECKS) -> list[Problem]:
    """All of them; only a file that does not fit its model keeps the other checks from running."""
    if content.misfits:
        return content.misfits
    return [problem for check in checks for problem in check(content)]
