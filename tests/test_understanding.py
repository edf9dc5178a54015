"""How well the trained model understands phrases that it was not trained on. The floors stand a
little below what was measured (README.md), so that a change that makes it worse is noticed."""

from collections import defaultdict

import pytest

from tools.evaluation import measures
from tools.evaluation.measures import Share
from tools.evaluation.phrases import Read
from tools.evaluation.report import Evaluation, alarms, alarms_or_asks
from tools.parse import Parser


@pytest.fixture(scope="module")
def evaluation(parser: Parser) -> Evaluation:
    return Evaluation.of(parser)


def by_meaning(reads: list[Read]) -> dict[str, list[Read]]:
    grouped = defaultdict(list)
    for read in reads:
        grouped[read.meaning].append(read)
    return grouped


def test_most_questions_find_their_topic(evaluation: Evaluation) -> None:
    assert measures.top_one(evaluation.questions).value >= 0.90


def test_almost_all_find_it_among_three(evaluation: Evaluation) -> None:
    assert measures.top_three(evaluation.questions).value >= 0.98


def test_no_topic_is_hard_to_find(evaluation: Evaluation) -> None:
    for topic, questions in by_meaning(evaluation.questions).items():
        assert measures.top_one(questions).value >= 0.6, topic


def test_most_other_messages_are_understood(evaluation: Evaluation) -> None:
    assert measures.top_one(evaluation.messages).value >= 0.90


def test_what_is_not_our_field_is_told_apart(evaluation: Evaluation) -> None:
    outside, inside = evaluation.outside, evaluation.questions
    assert measures.recall_of_rejections(outside, inside).value >= 0.90


def test_confidence_says_how_often_it_is_right(evaluation: Evaluation) -> None:
    bins = measures.reliability(evaluation.questions)
    assert measures.calibration_error(bins) <= 0.1


def test_every_emergency_alarms(evaluation: Evaluation) -> None:
    emergencies = evaluation.alarms["emergency"]
    assert Share.among(map(alarms_or_asks, emergencies)).value >= 0.99
    assert Share.among(map(alarms, emergencies)).value >= 0.9
    serious = ("emergency", "crisis")
    right_tier = [(parsed["red_flag"] or parsed["check"]) in serious for parsed in emergencies]
    assert Share.among(right_tier).value >= 0.98


def test_urgent_symptoms_and_crises_alarm(evaluation: Evaluation) -> None:
    assert Share.among(map(alarms_or_asks, evaluation.alarms["urgent"])).value >= 0.98
    assert Share.among(map(alarms_or_asks, evaluation.alarms["crisis"])).value >= 0.97


def test_look_alikes_seldom_alarm(evaluation: Evaluation) -> None:
    assert Share.among(map(alarms, evaluation.alarms["none"])).value <= 0.02
    assert Share.among(map(alarms_or_asks, evaluation.alarms["none"])).value <= 0.08


def test_ordinary_messages_hardly_ever_alarm(evaluation: Evaluation) -> None:
    ordinary = [*evaluation.questions, *evaluation.messages]
    assert Share.among(alarms(read.parsed) for read in ordinary).value <= 0.003
    assert Share.among(alarms_or_asks(read.parsed) for read in ordinary).value <= 0.015
