"""Whole conversations over HTTP with the real model, the real action server and the real
database, grouped by what the person does. What is heard is compared with what is written in the
content, so that a clinician may reword it."""

import pytest

from tests.content import buttons, replies, said
from tests.visitor import Visitor

QUESTION = "utter_ask_prescreen_form_"
AGAIN = "utter_again_"
# From how long it has hurt to the answers read back.
THE_REST = ("a year", "5", "unaided", "none", "none", "none", "yes")


def start(visitor: Visitor, *answers: str) -> str:
    heard = visitor.hear("start the questions")
    for answer in answers:
        heard = visitor.hear(answer)
    return heard


class TestAsks:
    def test_a_question_is_answered_with_sources_and_evidence(self, visitor: Visitor) -> None:
        (reply,) = visitor.say("how much does it cost?")
        assert reply["text"] == said("utter_ask/cost")
        assert reply["evidence"] == "very_limited"
        assert {"id", "title", "year", "url"} <= set(reply["sources"][0])

    def test_a_greeting_offers_topics_and_the_questions(self, visitor: Visitor) -> None:
        (reply,) = visitor.say("hello")
        assert "automated assistant" in reply["text"]
        assert len(reply["buttons"]) > 3

    def test_a_button_of_the_greeting_works(self, visitor: Visitor) -> None:
        visitor.say("hello")
        assert visitor.press("Cost")[0]["text"] == said("utter_ask/cost")

    def test_the_latest_answer_can_be_heard_again(self, visitor: Visitor) -> None:
        first = visitor.say("what is avn?")
        again = visitor.say("can you repeat that please")
        assert again[0]["text"] == first[0]["text"]
        assert again[0]["sources"] == first[0]["sources"]

    def test_who_tells_about_themselves_can_say_yes_to_the_questions(
        self, visitor: Visitor
    ) -> None:
        assert visitor.hear("52 year old male with bilateral AVN") == said("utter_told")
        started = visitor.hear("yes please")
        assert started.startswith(said("utter_start_prescreen"))
        assert said(f"{QUESTION}imaging_done") in started, "age, hips and AVN were told"

    def test_yes_to_anything_else_starts_nothing(self, visitor: Visitor) -> None:
        visitor.hear("52 year old male with bilateral AVN")
        visitor.hear("what is avn?")
        assert visitor.hear("yes") == said("utter_affirm")

    def test_what_is_not_understood_is_said_to_be_so(self, visitor: Visitor) -> None:
        assert visitor.hear("flurb zonk the wibble") in (
            said("utter_fallback"),
            said("utter_out_of_scope/gibberish"),
        )


@pytest.mark.parametrize(
    "told",
    [
        "hi, my hip is killing me at night, what can I do",
        "my hip hurts a lot at night, what can I do",
        "the pain keeps waking me at night",
    ],
)
def test_the_night_pain_of_avn_is_no_alarm(visitor: Visitor, told: str) -> None:
    assert not any("alert" in reply for reply in visitor.say(told))


class TestAnswers:
    def test_a_stage_before_collapse_leads_to_a_hip_preservation_surgeon(
        self, visitor: Visitor
    ) -> None:
        answers = ("yes", "47", "left", "x-ray and mri", "ficat 2a", "small")
        rest = ("8 months", "7", "with a cane", "prednisone", "none", "none", "yes")
        heard = start(visitor, *answers, *rest)
        assert said("utter_result_pre_collapse") in heard
        assert said("utter_specialist_hip_preservation_surgeon") in heard
        assert said("utter_specialist_also_rheumatology") in heard
        assert "Ficat: IIA" in heard
        assert "ARCO 2019: 2" in heard
        assert said("utter_not_a_diagnosis") in heard

    def test_collapse_with_no_stage_known(self, visitor: Visitor) -> None:
        heard = start(visitor, "yes", "51", "right", "mri", "I don't know")
        assert said(f"{QUESTION}collapse") in heard
        for answer in ("yes, it says crescent sign", "no", *THE_REST):
            heard = visitor.hear(answer)
        assert said("utter_result_collapse_unspecified") in heard

    def test_a_stage_without_its_system_is_asked_for_it(self, visitor: Visitor) -> None:
        heard = start(visitor, "yes", "51", "right", "mri", "stage 2")
        assert heard == said("utter_hint_stage_system")
        assert said(f"{QUESTION}lesion_size") in visitor.hear("ARCO")

    def test_no_scan_means_no_stage_question(self, visitor: Visitor) -> None:
        heard = start(visitor, "yes", "51", "right", "no scans yet")
        assert said(f"{QUESTION}pain_duration") in heard

    def test_a_child_comes_at_once_to_the_paediatric_result(self, visitor: Visitor) -> None:
        heard = start(visitor, "yes", "my son is 12", "yes")
        assert said("utter_result_paediatric") in heard
        assert said("utter_specialist_paediatric_orthopaedic_surgeon") in heard

    def test_blood_thinners_have_to_be_reviewed_first(self, visitor: Visitor) -> None:
        answers = ("yes", "66", "right", "x-ray", "arco 4", *THE_REST[:-2], "I take eliquis", "yes")
        heard = start(visitor, *answers)
        assert said("utter_review_anticoagulants") in heard
        assert said("utter_result_arthritis") in heard
        assert heard.index(said("utter_review_anticoagulants")) < heard.index(
            said("utter_result_arthritis")
        )

    def test_one_message_may_answer_several_questions(self, visitor: Visitor) -> None:
        visitor.say("I'm 42, both hips, ficat 2 on MRI, prednisone for lupus")
        heard = start(visitor, "yes")
        assert "how much of the ball of your left hip" in heard.lower()

    def test_two_hips_get_a_result_each(self, visitor: Visitor) -> None:
        answers = ("yes", "40", "both", "mri", "left is ficat 2a, right is ficat 4")
        rest = ("a year", "5", "unaided", "none", "none", "none", "none", "yes")
        heard = start(visitor, *answers, "small", *rest)
        left, right = heard.index("left hip"), heard.index("right hip")
        assert left < heard.index(said("utter_result_pre_collapse")) < right
        assert right < heard.index(said("utter_result_arthritis"))

    def test_the_questions_can_be_run_again(self, visitor: Visitor) -> None:
        start(visitor, "yes", "my son is 12", "yes")
        assert said(f"{QUESTION}diagnosis_confirmed") in visitor.hear("start the questions")
        assert said(f"{QUESTION}age") in visitor.hear("yes")


class TestCorrects:
    def test_a_corrected_answer_replaces_the_first(self, visitor: Visitor) -> None:
        start(visitor, "yes", "47", "left", "sorry, I meant the right hip")
        for answer in ("mri", "ficat 2a", "small", *THE_REST[:-1]):
            heard = visitor.hear(answer)
        assert "Hip: right" in heard

    def test_a_stage_that_contradicts_collapse_is_asked_about_once(self, visitor: Visitor) -> None:
        heard = start(visitor, "yes", "47", "left", "mri, and the report says collapse", "ficat 1")
        assert said("utter_stage_contradiction") in heard
        for answer in ("yes", *THE_REST):
            heard = visitor.hear(answer)
        assert said("utter_result_conflicting") in heard


class TestDigresses:
    @pytest.mark.parametrize(
        ("question", "reply"),
        [
            ("does insurance pay for it?", "utter_ask/insurance"),
            ("am I talking to a real person?", "utter_who_are_you"),
        ],
    )
    def test_is_answered_and_asked_again(self, visitor: Visitor, question: str, reply: str) -> None:
        start(visitor, "yes", "47")
        heard = visitor.hear(question)
        assert said(reply) in heard
        assert heard.endswith(said(f"{AGAIN}hip_side"))
        assert said(f"{QUESTION}imaging_done") in visitor.hear("left")

    @pytest.mark.parametrize(
        "request_", ["can you repeat that please", "continue", "start the questions"]
    )
    def test_the_open_question_can_be_heard_again(self, visitor: Visitor, request_: str) -> None:
        start(visitor, "yes", "47")
        assert said(f"{QUESTION}hip_side") in visitor.hear(request_)

    def test_an_answer_and_a_question_in_one_breath(self, visitor: Visitor) -> None:
        start(visitor, "yes", "47")
        heard = visitor.hear("the left one. and how much does this whole treatment cost?")
        assert said("utter_ask/cost") in heard
        assert said(f"{QUESTION}imaging_done") in heard


class TestDoesNotFit:
    def test_a_hint_then_choices_then_noted_as_unknown(self, visitor: Visitor) -> None:
        start(visitor, "yes")
        assert visitor.hear("purple") == said("utter_hint_age")
        assert visitor.hear("purple") == said("utter_choices_age")
        heard = visitor.hear("purple")
        assert said("utter_noted_unknown") in heard
        assert said(f"{QUESTION}hip_side") in heard

    def test_an_impossible_stage_is_not_taken(self, visitor: Visitor) -> None:
        heard = start(visitor, "yes", "47", "left", "mri", "arco 7")
        assert said("utter_hint_stage") in heard


class TestStops:
    def test_stop_keeps_the_answers_and_continue_goes_on(self, visitor: Visitor) -> None:
        start(visitor, "yes", "47")
        assert said("utter_stop_prescreen") in visitor.hear("stop the questions")
        assert visitor.hear("how much does it cost?") == said("utter_ask/cost")
        assert said(f"{QUESTION}hip_side") in visitor.hear("continue")


EVERY_QUESTION = (
    *("yes", "47", "left", "mri", "I don't know", "no", "no", "small"),
    *THE_REST,
    *("yes", "Ana", "415 555 0132", "mornings"),
)
ALARM = "since this morning I have crushing chest pain and cannot breathe"


class TestIsInDanger:
    def test_an_alarm_is_answered_first_and_marked(self, visitor: Visitor) -> None:
        (reply,) = visitor.say(ALARM)
        assert reply["text"].startswith("**Call 911 now")
        assert reply["alert"] == "emergency"

    @pytest.mark.parametrize("answered", range(len(EVERY_QUESTION) + 1))
    def test_an_alarm_fires_at_every_question(self, visitor: Visitor, answered: int) -> None:
        """And at the answers read back, in the offer of contact, and after it."""
        start(visitor, *EVERY_QUESTION[:answered])
        assert visitor.say(f"yes, but {ALARM}")[0]["alert"] == "emergency"

    def test_nothing_else_is_said_until_it_is_acknowledged(self, visitor: Visitor) -> None:
        visitor.say(ALARM)
        (reply,) = visitor.say("how much does it cost?")
        assert reply["text"] == said("utter_alarm_reminder_emergency")
        visitor.press("That's not happening now")
        assert visitor.hear("how much does it cost?") == said("utter_ask/cost")

    def test_the_form_waits_and_goes_on(self, visitor: Visitor) -> None:
        start(visitor, "yes", "47")
        visitor.say(ALARM)
        heard = visitor.hear("it's over, I'm fine, that's not happening now")
        assert said("utter_safe_now") in heard
        assert said(f"{AGAIN}hip_side") in heard

    def test_a_no_to_the_alarm_is_no_answer_to_the_form(self, visitor: Visitor) -> None:
        start(visitor, "yes", "47", "left", "mri", "I don't know")
        visitor.say(ALARM)
        visitor.say("no")
        heard = visitor.hear("I'm fine, that's not happening now")
        assert said(f"{AGAIN}collapse") in heard

    @pytest.mark.parametrize(
        "text",
        [
            "false alarm",
            "it was a joke",
            "I am safe",
            "that was years ago",
        ],
    )
    def test_what_ends_an_alarm(self, visitor: Visitor, text: str) -> None:
        visitor.say(ALARM)
        assert said("utter_safe_now") in visitor.hear(text)

    @pytest.mark.parametrize(
        "text",
        ["no", "nope", "ok", "no, nothing like that", "I'm fine", "I've called an ambulance"],
    )
    def test_what_may_mean_i_will_not_call_is_met_with_the_reminder(
        self, visitor: Visitor, text: str
    ) -> None:
        visitor.say(ALARM)
        assert visitor.hear(text) == said("utter_alarm_reminder_emergency")

    def test_a_second_alarm_alarms_again(self, visitor: Visitor) -> None:
        visitor.say(ALARM)
        visitor.press("That's not happening now")
        (reply,) = visitor.say("I want to kill myself")
        assert reply["alert"] == "crisis"
        assert "988" in reply["text"]

    def test_negated_symptoms_are_no_alarm(self, visitor: Visitor) -> None:
        (reply,) = visitor.say("I have no fever and no chest pain, what are the risks?")
        assert "alert" not in reply


class TestWritesOddly:
    @pytest.mark.parametrize("text", ["", "   ", "😀😀😀", "?!...", "/"])
    def test_nothing_to_read(self, visitor: Visitor, text: str) -> None:
        assert visitor.hear(text) == said("utter_unreadable")

    @pytest.mark.parametrize("text", ["cost " * 2000, "a" * 10_000, "my hip hurts. " * 714])
    def test_ten_thousand_characters(self, visitor: Visitor, text: str) -> None:
        assert visitor.hear(text)

    def test_html_is_text(self, visitor: Visitor) -> None:
        heard = visitor.hear("<b>how much</b> does it <script>alert(1)</script> cost?")
        assert heard == said("utter_ask/cost")

    def test_a_typed_command_is_text(self, visitor: Visitor) -> None:
        assert visitor.hear('/stop_sms{"consent": true}') != ""
        start(visitor, "yes")
        assert said(f"{QUESTION}hip_side") in visitor.hear("47")

    def test_html_in_an_answer_comes_back_inert(self, visitor: Visitor) -> None:
        assert "<script>" not in visitor.hear("my name is <script>alert(1)</script>")


def test_nothing_is_forgotten_in_a_long_conversation(visitor: Visitor) -> None:
    """The store hands out the latest turns only; the form must not forget what came before."""
    start(visitor, "yes", "47")
    for _ in range(15):
        visitor.say("how much does it cost?")
    for answer in ("left", "mri", "ficat 2a", "small", *THE_REST):
        heard = visitor.hear(answer)
    assert said("utter_result_pre_collapse") in heard


def test_every_starter_button_leads_somewhere(visitor: Visitor) -> None:
    missed = [
        text for name, text in every_reply() if name.startswith(("utter_fallback", "utter_out"))
    ]
    for name in ("utter_greet", "utter_help", "utter_fallback"):
        for button in buttons(name):
            assert visitor.hear(button["payload"]) not in missed, button


def every_reply() -> list[tuple[str, str]]:
    return [(name, said(name)) for name in replies()]
