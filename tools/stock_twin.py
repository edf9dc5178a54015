"""Rasa's stock pipeline trained on our data, once for each state of the data, and kept under
var/bench/: for `make bench` for two epochs of its hundred, for `make evaluate` its understanding
alone for twenty."""

import json
import os
import subprocess
import sys
import time
import uuid
from pathlib import Path

import requests

from clinic.settings import read_settings
from tools.assistant import free_ports
from tools.environment import rasa_environment
from tools.train import PROJECT, TRAINING_DATA, content_digest

CONFIGURATION = PROJECT / "tools" / "stock"
INPUTS = (*TRAINING_DATA, "tools/stock/config.yml")
NLU_INPUTS = (*TRAINING_DATA, "tools/stock/nlu.yml")
CACHE = PROJECT / "var" / "bench"
PATIENCE_S = 180


def stock_model() -> tuple[Path, float]:
    """The model and the seconds that its training took."""
    name = f"stock-{content_digest(INPUTS)}"
    model, record = CACHE / f"{name}.tar.gz", CACHE / f"{name}.json"
    if not (model.exists() and record.exists()):
        print("bench: training the stock pipeline (some minutes, once)", flush=True)
        started = time.monotonic()
        _rasa("train", "--config", str(CONFIGURATION / "config.yml"), "--skip-validation",
              "--force", "--out", str(CACHE), "--fixed-model-name", name)  # fmt: skip
        record.write_text(json.dumps({"seconds": time.monotonic() - started}))
    return model, json.loads(record.read_text())["seconds"]


def stock_nlu(train: bool) -> Path | None:
    """The stock pipeline's understanding of the present data; None where it is not trained yet and
    is not to be trained now."""
    name = f"stock-nlu-{content_digest(NLU_INPUTS)}"
    model = CACHE / f"{name}.tar.gz"
    if train and not model.exists():
        print("evaluate: training the stock pipeline (an hour or so, once)", flush=True)
        _rasa("train", "nlu", "--config", str(CONFIGURATION / "nlu.yml"), "--out", str(CACHE),
              "--domain", str(PROJECT / "domain.yml"), "--fixed-model-name", name)  # fmt: skip
    return model if model.exists() else None


def _rasa(*arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "rasa", *arguments],
        cwd=PROJECT,
        env=rasa_environment(read_settings()),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )


class StockTwin:
    """`with StockTwin(model) as twin:` answers on Rasa's rest channel, in memory."""

    def __init__(self, model: Path) -> None:
        (self.port,) = free_ports(1)
        self.model = model
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> "StockTwin":
        self.process = subprocess.Popen(
            [sys.executable, "-m", "rasa", "run", "--model", str(self.model),
             "--credentials", str(CONFIGURATION / "credentials.yml"),
             "--endpoints", str(CONFIGURATION / "endpoints.yml"),
             "--interface", "127.0.0.1", "--port", str(self.port)],
            cwd=PROJECT,
            env={**os.environ, **rasa_environment(read_settings())},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        deadline = time.monotonic() + PATIENCE_S
        while not self._answers():
            if time.monotonic() > deadline:
                raise TimeoutError("the stock twin did not start")
            time.sleep(0.1)
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=60)

    def pids(self) -> dict[str, int]:
        return {"rasa": self.process.pid}

    def speaker(self) -> "StockSpeaker":
        return StockSpeaker(self.url)

    def _answers(self) -> bool:
        try:
            return requests.get(self.url, timeout=1).ok
        except requests.RequestException:
            return False


class StockSpeaker:
    """One person's conversation on the rest channel."""

    def __init__(self, url: str) -> None:
        self.url = f"{url}/webhooks/rest/webhook"
        self.http = requests.Session()
        self.sender = uuid.uuid4().hex

    def say(self, text: str) -> None:
        body = {"sender": self.sender, "message": text}
        self.http.post(self.url, json=body, timeout=60).raise_for_status()
