"""Trains the model when there is none for the present content, and names it after that content.

Usage: python -m tools.train (`make train`); tools.run calls it too.
"""

import gzip
import hashlib
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from clinic.settings import read_settings
from tools.environment import rasa_environment

PROJECT = Path(__file__).resolve().parent.parent
MODELS = PROJECT / "models"
STEP = re.compile(r"Starting to train component '(\w+)'")
# What Rasa learns from and what the assistant says.
TRAINING_DATA = (
    "domain.yml",
    "data/rules.yml",
    *(f"data/{area}/**/*.yml" for area in ("knowledge", "chat", "prescreen", "safety", "voices")),
)
# What a model is made of; code that only runs, and words that only code reads, are left out.
INPUTS = (
    *TRAINING_DATA,
    "config.yml",
    # the alarm classifier learns from what the grammars see, too
    "clinic/alarm_signs.py",
    "clinic/assertion.py",
    "clinic/plain_words.py",
    "clinic/triage.py",
    "data/vocabulary/assertion.yml",
    "data/vocabulary/plain_words.yml",
    "nlu/alarm_classifier.py",
    "nlu/linear_classifier.py",
    "nlu/linear_model.py",
    "nlu/regression.py",
    "nlu/sentence_encoder.py",
    "nlu/topic_classifier.py",
    "requirements/runtime.txt",
    "tools/export_encoder.py",
)


def main() -> None:
    print(f"train: {up_to_date_model().relative_to(PROJECT)}")


def up_to_date_model() -> Path:
    """The model of the present content, trained now if need be. Exits when training fails, or
    where what was trained is damaged."""
    model = MODELS / f"hipwise-{content_digest()}.tar.gz"
    if not model.exists():
        print("train: the content is new; training takes a minute or two", flush=True)
        train(model)
    if not is_whole(model):
        sys.exit(f"train: {model} is damaged; remove it and start again")
    return model


def is_whole(model: Path) -> bool:
    """By its checksum, in a fraction of a second; Rasa would fail at it with a page of its own."""
    try:
        with gzip.open(model) as packed:
            while packed.read(2**20):
                pass
    except (OSError, EOFError, zlib.error):
        return False
    return True


def content_digest(patterns: tuple[str, ...] = INPUTS) -> str:
    digest = hashlib.sha256()
    for path in _files(patterns):
        digest.update(str(path.relative_to(PROJECT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def newest_model() -> Path:
    """The model that `tools.parse` uses. Exits when there is none."""
    models = sorted(MODELS.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        sys.exit("there is no trained model; run: make train")
    return models[-1]


def train(model: Path) -> None:
    """It is there when all of it is: Rasa writes it bit by bit."""
    model.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=model.parent) as folder:
        unfinished = Path(folder) / model.name
        _train(unfinished)
        unfinished.replace(model)


def _train(model: Path) -> None:
    """Runs `rasa train` and shows its progress; the rest of what it prints only if it fails. Its
    own validation knows nothing of replies that are named by composing (tools.check_content
    does)."""
    name = model.name.removesuffix(".tar.gz")
    command = [sys.executable, "-m", "rasa", "train", "--skip-validation", "--force"]
    with subprocess.Popen(
        [*command, "--out", str(model.parent), "--fixed-model-name", name],
        cwd=PROJECT,
        env=rasa_environment(read_settings()),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        printed = [_shown(line) for line in process.stdout or ()]
    if process.returncode or not model.exists():
        sys.exit("".join(printed) + "train: training failed; what Rasa says is above")


def _shown(line: str) -> str:
    step = STEP.search(line)
    if step:
        print(f"    {step[1]}", flush=True)
    return line


def _files(patterns: tuple[str, ...]) -> Iterator[Path]:
    for pattern in patterns:
        yield from sorted(PROJECT.glob(pattern))


if __name__ == "__main__":
    main()
