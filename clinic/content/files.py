"""Which model each file under data/ is read through. Called by the content check."""

from fnmatch import fnmatchcase
from typing import Any

from clinic.content.prescreen import Advice, Questionnaire, WrittenRow
from clinic.content.record import WrittenWording
from clinic.content.safety import AllClear, Numbers, RedFlags
from clinic.content.sources import EvidenceWords, Refusals, WrittenSource
from clinic.content.training_data import Question, TrainingData
from clinic.content.vocabulary import VOCABULARY

# The first that fits counts.
MODELS: tuple[tuple[str, Any], ...] = (
    ("data/chat/evidence_words.yml", EvidenceWords),
    ("data/chat/refusals.yml", Refusals),
    ("data/chat/*.yml", TrainingData),
    ("data/knowledge/*.yml", TrainingData),
    ("data/prescreen/advice.yml", Advice),
    ("data/prescreen/cross_walk.yml", list[WrittenRow]),
    ("data/prescreen/questionnaire.yml", Questionnaire),
    ("data/prescreen/questions/*.yml", Question),
    ("data/prescreen/*.yml", TrainingData),
    ("data/records/wording.yml", WrittenWording),
    ("data/rules.yml", TrainingData),
    ("data/safety/all_clear.yml", AllClear),
    ("data/safety/numbers.yml", Numbers),
    ("data/safety/red_flags.yml", RedFlags),
    ("data/safety/*.yml", TrainingData),
    ("data/sources.yml", list[WrittenSource]),
    ("data/voices/*.yml", TrainingData),
    *((f"data/vocabulary/{name}.yml", model) for name, model in VOCABULARY.items()),
)


def model_of(path: str) -> Any:
    """None for a file that nothing reads."""
    return next((model for pattern, model in MODELS if fnmatchcase(path, pattern)), None)
