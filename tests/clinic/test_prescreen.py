"""One turn of the pre-screen after another, on the logic alone: what is stored, and what is said
besides the next question."""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from spacy.language import Language

from clinic.findings import Finding
from clinic.message import Message
from clinic.prescreen import Run, Turn, hear
from clinic.questionnaire import CONFIRMATION, next_question
from nlu.pipeline import build


@cache
def language() -> Language:
    return build()


def message(text: str, intent: str = "inform") -> Message:
    findings: list[Finding] = language()(text)._.findings
    return Message(text, text, 0.0, intent, 1.0, None, findings)


class Conversation:
    """A run that goes on from turn to turn, as the form's slots carry it."""

    def __init__(self, **answers: Any) -> None:
        self.answers: dict[str, Any] = answers
        question = next_question(answers)
        self.run = Run(answers, question, trail=[question] if question else [])
        self.turn = Turn()

    def say(self, text: str, intent: str = "inform") -> "Conversation":
        self.turn = turn = hear(self.run, [message(text, intent)])
        if not turn.is_digression:
            self.answers = {**self.answers, **turn.changes}
            following = next_question(self.answers)
            self.run = Run(self.answers, following, turn.misses, turn.trail, turn.changing)
        return self

    @property
    def replies(self) -> list[str]:
        return [name for name, _ in self.turn.replies]


ANSWERED: dict[str, Any] = {
    "diagnosis_confirmed": "yes",
    "age": 47,
    "hip_side": "left",
    "imaging_done": ["mri"],
    "stage": {"system": "arco", "stage": "3a"},
    "pain_duration": 8,
    "pain_score": 5,
    "mobility": "cane",
    "risk_factors": ["steroids", "lupus"],
    "prior_hip_surgery": ["none"],
    "contraindications": ["none"],
}


def all_answered(**changes: Any) -> Conversation:
    return Conversation(**{**ANSWERED, **changes})


class TestGoesBack:
    def test_to_another_side_what_was_said_of_one_hip_is_no_trap(self) -> None:
        talk = Conversation().say("yes").say("47").say("both hips, ficat 2 on MRI").say("small")
        assert talk.answers["lesion_size"] == {"left": "small"}
        talk.say("no, go back", "go_back").say("not sure").say("small")
        assert talk.answers["lesion_size"] == "small"
        assert talk.run.question != "lesion_size"

    def test_a_childs_age_taken_back_brings_the_contradiction_up_at_once(self) -> None:
        talk = Conversation().say("yes").say("my son is 12")
        talk.say("it says arco 1 but it has collapsed").say("go back", "go_back")
        assert "utter_stage_contradiction" in talk.replies
        assert talk.say("how much does it cost?", "ask").turn.is_digression

    def test_the_question_before_is_asked_again(self) -> None:
        talk = Conversation().say("yes").say("47").say("left").say("wrong button", "go_back")
        assert talk.replies == ["utter_went_back"]
        assert talk.run.question == "hip_side"
        assert talk.say("right").answers["hip_side"] == "right"
        assert talk.run.question == "imaging_done"

    def test_step_by_step_to_the_first(self) -> None:
        talk = Conversation().say("yes").say("47").say("back", "go_back").say("back", "go_back")
        assert talk.run.question == "diagnosis_confirmed"
        assert talk.say("back", "go_back").replies == ["utter_no_way_back"]
        assert talk.run.question == "diagnosis_confirmed"

    def test_from_the_answers_read_back_to_the_last_question(self) -> None:
        talk = all_answered(contraindications=None).say("none").say("back", "go_back")
        assert talk.run.question == "contraindications"


class TestChangesAnAnswer:
    def test_with_the_new_value(self) -> None:
        talk = Conversation().say("yes").say("47").say("change my age to 51", "change_answer")
        assert talk.answers["age"] == 51
        assert talk.turn.replies == [("utter_noted_change", {"answers": "Age: 51"})]
        assert talk.run.question == "hip_side"

    def test_without_it_the_question_comes_again(self) -> None:
        talk = Conversation().say("yes").say("47").say("I want to change my age", "change_answer")
        assert talk.run.question == "age"
        assert talk.say("51").run.question == "hip_side"

    def test_without_even_its_name_it_is_asked_which(self) -> None:
        talk = Conversation().say("yes").say("47").say("something is wrong there", "change_answer")
        assert talk.run.changing
        assert talk.say("my age", "nlu_fallback").run.question == "age"

    def test_its_no_is_no_answer_to_the_open_question(self) -> None:
        talk = Conversation().say("yes").say("47").say("left")
        talk.say("no, the right hip", "change_answer")
        assert talk.answers["hip_side"] == "right"
        assert talk.answers.get("imaging_done") is None

    def test_what_does_not_apply_after_all_leaves_the_list(self) -> None:
        talk = all_answered().say("I never took steroids, change that", "change_answer")
        assert talk.answers["risk_factors"] == ["lupus"]


class TestAnswersAreReadBack:
    def test_a_yes_leads_to_the_result(self) -> None:
        talk = all_answered()
        assert talk.run.question == CONFIRMATION
        assert talk.say("yes, that is right", "affirm").run.question is None

    @pytest.mark.parametrize(
        "text", ["all good", "looks right to me", "no, all good", "no changes"]
    )
    def test_in_other_words(self, text: str) -> None:
        assert all_answered().say(text).run.question is None

    @pytest.mark.parametrize("text", ["no, right", "no the right", "nope, it is the right one"])
    def test_a_no_with_a_side_confirms_nothing(self, text: str) -> None:
        assert all_answered().say(text).run.question == CONFIRMATION

    def test_a_correction_has_to_be_confirmed_too(self) -> None:
        talk = all_answered().say("my age is 48")
        assert talk.turn.corrected == ["age"]
        assert talk.replies == []
        assert talk.run.question == CONFIRMATION

    def test_a_yes_and_a_correction_in_one_breath(self) -> None:
        talk = all_answered().say("yes but I am 48")
        assert talk.answers["age"] == 48
        assert talk.run.question == CONFIRMATION

    def test_a_no_is_asked_what_to_change(self) -> None:
        talk = all_answered().say("no", "deny")
        assert talk.run.changing
        assert talk.run.question == CONFIRMATION

    def test_a_correction_may_open_another_question(self) -> None:
        talk = all_answered().say("sorry, the report says arco 2", "change_answer")
        assert talk.run.question == "lesion_size"
        assert talk.replies == ["utter_noted_change"]

    def test_it_is_not_asked_for_ever(self) -> None:
        talk = all_answered().say("no", "deny").say("no", "deny").say("no", "deny")
        assert talk.replies == ["utter_gone_on"]
        assert talk.run.question is None


BOTH: dict[str, Any] = {
    "diagnosis_confirmed": "yes",
    "age": 40,
    "hip_side": "both",
    "imaging_done": ["mri"],
}
ARCO_2, ARCO_4 = ({"system": "arco", "stage": stage} for stage in ("2", "4"))


class TestBothHips:
    def test_a_plain_answer_is_for_the_hip_that_was_asked_about(self) -> None:
        talk = Conversation(**BOTH).say("arco 2")
        assert talk.answers["stage"] == {"left": ARCO_2}
        assert talk.say("arco 4").answers["stage"] == {"left": ARCO_2, "right": ARCO_4}

    def test_one_message_may_speak_of_each(self) -> None:
        talk = Conversation(**BOTH).say("left is arco 2, right is arco 4")
        assert talk.answers["stage"] == {"left": ARCO_2, "right": ARCO_4}

    def test_or_of_both(self) -> None:
        assert Conversation(**BOTH).say("arco 2 on both").answers["stage"] == ARCO_2

    def test_what_was_volunteered_for_both_is_not_asked_by_hip(self) -> None:
        assert Conversation(**BOTH, stage=ARCO_4).run.question == "pain_duration"

    def test_the_system_is_that_of_the_stage_that_lacked_it(self) -> None:
        talk = Conversation(**BOTH).say("stage 2").say("arco")
        assert talk.answers["stage"] == {"left": ARCO_2}
        talk.say("stage 4").say("arco")
        assert talk.answers["stage"] == {"left": ARCO_2, "right": ARCO_4}

    def test_what_cannot_be_read_is_unknown_for_that_hip_only(self) -> None:
        talk = Conversation(**BOTH).say("arco 2").say("purple").say("purple").say("purple")
        assert talk.answers["stage"] == {"left": ARCO_2, "right": "unknown"}

    def test_an_operation_belongs_to_its_hip(self) -> None:
        talk = all_answered(hip_side="both", prior_hip_surgery=None)
        talk.say("the left one was replaced in 2020")
        assert talk.answers["prior_hip_surgery"] == {"left": ["hip_replacement"]}
        assert talk.say("none").answers["prior_hip_surgery"]["right"] == ["none"]

    def test_an_operation_on_the_other_hip_is_none_on_this(self) -> None:
        talk = all_answered(prior_hip_surgery=None).say("my right hip was replaced")
        assert talk.answers["prior_hip_surgery"] == {"right": ["hip_replacement"], "left": ["none"]}


class TestDoesNotFit:
    def test_a_hint_then_choices_then_unknown(self) -> None:
        talk = Conversation(diagnosis_confirmed="yes")
        assert talk.say("purple").run.misses == 1
        assert talk.say("purple").run.misses == 2
        assert talk.say("purple").answers["age"] == "unknown"
        assert talk.replies == ["utter_noted_unknown"]
        assert (talk.run.question, talk.run.misses) == ("hip_side", 0)

    def test_saying_what_is_known_already_is_no_progress(self) -> None:
        talk = Conversation(diagnosis_confirmed="yes", hip_side="left")
        for _ in range(3):
            talk.say("the left hip")
        assert talk.answers["age"] == "unknown"

    @pytest.mark.parametrize("intent", ["ask", "ask_reason", "ask_meaning", "thanks"])
    def test_a_digression_is_no_miss(self, intent: str) -> None:
        talk = Conversation(diagnosis_confirmed="yes").say("purple")
        assert talk.say("what is a bone scan for", intent).turn.is_digression
        assert talk.run.misses == 1
        assert talk.answers.get("imaging_done") is None

    def test_what_a_digression_tells_is_kept_for_later(self) -> None:
        digression = message("I am on prednisone. what dose should I take?", "out_of_scope")
        run = Run({"diagnosis_confirmed": "yes"}, "age")
        assert hear(run, [digression]).is_digression
        changes = hear(run, [digression, message("47")]).changes
        assert changes == {"age": 47, "risk_factors": ["steroids"]}


class TestStartsOver:
    def test_the_answers_are_forgotten(self) -> None:
        talk = Conversation().say("yes").say("47").say("redo the questions", "start_screening")
        assert talk.run.question == "diagnosis_confirmed"
        assert talk.answers["age"] is None

    def test_asking_for_the_questions_under_way_does_not_begin_anew(self) -> None:
        talk = Conversation().say("yes").say("start the questions", "start_screening")
        assert talk.answers["diagnosis_confirmed"] == "yes"
        assert talk.run.question == "age"


def test_after_an_alarm_a_no_is_no_answer() -> None:
    run = Run({"diagnosis_confirmed": "yes", "age": 47, "hip_side": "left"}, "imaging_done")
    alarm = replace(message("my chest hurts badly"), intent="emergency", findings=[])
    no = replace(message("no", "deny"), in_alarm=True)
    assert hear(run, [alarm, no]).changes.get("imaging_done") is None


def test_an_answer_that_holds_another_answers_name_is_an_answer() -> None:
    talk = all_answered(pain_score=None)
    talk.say("change my age to 47", "change_answer").say("no pain")
    assert (talk.answers["pain_score"], talk.answers["pain_duration"]) == (0, 8)
