from typing import Any

from clinic.findings import Finding
from clinic.interpretation import read_answers


def found(kind: str, value: Any, **marks: Any) -> Finding:
    return Finding(kind, value, 0, 1, "test", **marks)


def test_lists_are_in_the_contracts_order_without_repeats() -> None:
    said = [found("risk_factors", value) for value in ("lupus", "steroids", "lupus")]
    assert read_answers(said) == {"risk_factors": ["steroids", "lupus"]}


def test_words_that_do_not_settle_it_answer_only_their_own_question() -> None:
    said = [found("lesion_size", "small", uncertain=True)]
    assert read_answers(said, "age") == {}
    assert read_answers(said, "lesion_size") == {"lesion_size": "small"}


def test_somebody_elses_lupus_is_no_answer() -> None:
    assert read_answers([found("risk_factors", "lupus", person="other")], "risk_factors") == {}


def test_denial_answers_collapse_always_and_a_list_when_asked() -> None:
    assert read_answers([found("collapse", "yes", negated=True)]) == {"collapse": "no"}
    steroids = [found("risk_factors", "steroids", negated=True)]
    assert read_answers(steroids) == {}
    assert read_answers(steroids, "risk_factors") == {"risk_factors": ["none"]}


def test_a_denied_contraindication_clears_the_list_that_is_asked() -> None:
    pregnancy = found("contraindications", "pregnancy", negated=True)
    cancer = found("contraindications", "active_cancer", negated=True)
    assert read_answers([pregnancy], "contraindications") == {"contraindications": ["none"]}
    assert read_answers([pregnancy]) == {}
    assert read_answers([pregnancy, cancer], "contraindications") == {"contraindications": ["none"]}


def test_a_contraindication_in_doubt_counts() -> None:
    doubtful = [found("contraindications", "pregnancy", uncertain=True)]
    assert read_answers(doubtful) == {"contraindications": ["pregnancy"]}


def test_doubt_comes_before_no_and_refusal_before_doubt() -> None:
    no, unknown, skip = (found("reply", value) for value in ("no", "unknown", "skip"))
    assert read_answers([no, unknown], "collapse") == {"collapse": "unknown"}
    assert read_answers([unknown, skip], "collapse") == {"collapse": "skipped"}
    assert read_answers([no, unknown], "risk_factors") == {"risk_factors": ["unknown"]}


def test_numbers_out_of_range_are_no_answer() -> None:
    for question, value in (("age", 0), ("age", 200), ("pain_score", 11), ("stage", 9)):
        assert read_answers([found("number", value)], question) == {}


def test_stage_is_kept_per_hip_when_the_hips_differ() -> None:
    two, three = ({"system": "ficat", "stage": stage} for stage in ("2", "3"))
    said = [found("stage", two, side="left"), found("stage", three, side="right")]
    assert read_answers(said) == {"stage": {"left": two, "right": three}}


def test_with_both_hips_known_a_side_tells_which_is_meant() -> None:
    two = {"system": "ficat", "stage": "2"}
    said = [found("hip_side", "left"), found("stage", two, side="left")]
    assert read_answers(said) == {"hip_side": "left", "stage": two}
    assert read_answers(said, "stage", hip_side="both") == {"stage": {"left": two}}


def test_a_phone_number_answers_wherever_it_is_given_and_an_unusable_one_when_asked() -> None:
    given, unusable = found("phone", "+14155550199"), found("phone", "invalid", uncertain=True)
    assert read_answers([given], "age") == {"phone": "+14155550199"}
    assert read_answers([unusable], "age") == {}
    assert read_answers([unusable], "phone") == {"phone": "invalid"}
    assert read_answers([unusable, given], "phone") == {"phone": "+14155550199"}
    assert read_answers([found("number", 123)], "phone") == {"phone": "invalid"}


def test_contact_is_refused_or_not_known() -> None:
    for reply, answer in (("no", "skipped"), ("skip", "skipped"), ("unknown", "unknown")):
        assert read_answers([found("reply", reply)], "phone") == {"phone": answer}
        assert read_answers([found("reply", reply)], "email") == {"email": answer}


def test_years_that_speak_of_no_pain_are_an_age_when_that_is_asked() -> None:
    years = Finding("pain_duration", 564, 0, 5, "duration", uncertain=True)
    assert read_answers([years], "age") == {"age": 47}
    assert read_answers([years]) == {}
