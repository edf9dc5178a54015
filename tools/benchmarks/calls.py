"""Our share of a turn on the phone while many call at once: from the provider's webhook to TwiML.
People need time to listen and to speak, so each caller posts again only after two seconds. Used by
tools/bench.py."""

import statistics
import time
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urljoin

from tools.benchmarks.conversations import Figures
from tools.provider import Provider, new_sid

CALLS, SECONDS_A_TURN = 20, 2.0
TOKEN = "a token for this run"
SETTINGS = {"TWILIO_ACCOUNT_SID": "AC" + "0" * 32, "TWILIO_AUTH_TOKEN": TOKEN}
WEBHOOK = "/webhooks/voice/webhook"
SAID = (
    *("how much does it cost", "what are the risks", "start the questions", "yes", "forty seven"),
    *("the left one", "em are eye", "fee cat two a", "small", "eight months", "seven", "a cane"),
    *("prednisone", "none", "none of these", "yes that is right", "no", "thank you"),
)


def call_figures(url: str) -> Figures:
    """Of a running assistant that has SETTINGS."""
    warm_up(url)
    with ThreadPoolExecutor(CALLS) as pool:
        delays = [number * SECONDS_A_TURN / CALLS for number in range(CALLS)]
        times = [t for call in pool.map(lambda delay: one_call(url, delay), delays) for t in call]
    p95 = statistics.quantiles(times, n=20)[-1]
    return {
        f"a turn of {CALLS} calls at once, p50": f"{statistics.median(times):.0f} ms",
        f"a turn of {CALLS} calls at once, p95": f"{p95:.0f} ms",
        f"a turn of {CALLS} calls at once, longest": f"{max(times):.0f} ms",
        "turns measured": str(len(times)),
    }


def warm_up(url: str) -> None:
    """The first turn loads what no later one has to."""
    call = Call(url)
    call.post(WEBHOOK)
    call.post(call.action, SpeechResult="how much does it cost", Confidence="0.9")


def one_call(url: str, delay: float) -> list[float]:
    """Milliseconds of each turn."""
    time.sleep(delay)
    call = Call(url)
    times = [call.post(WEBHOOK)]
    for said in SAID:
        time.sleep(max(0.0, SECONDS_A_TURN - times[-1] / 1000))
        times.append(call.post(call.action, SpeechResult=said, Confidence="0.9"))
    return times


class Call:
    """`action` is where the latest TwiML wants what is said next."""

    def __init__(self, url: str) -> None:
        self._provider = Provider(url, TOKEN)
        self._about = {"CallSid": new_sid("CA"), "From": "+14155550123", "CallStatus": "ringing"}
        self.action = ""

    def post(self, path: str, **fields: str) -> float:
        started = time.perf_counter()
        response = self._provider.post(path, {**self._about, **fields})
        took = (time.perf_counter() - started) * 1000
        response.raise_for_status()
        gather = ET.fromstring(response.text).find("Gather")
        # A caller who was rung off calls again.
        self.action = WEBHOOK if gather is None else urljoin(path, gather.attrib["action"])
        return took
