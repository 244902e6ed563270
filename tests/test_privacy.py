"""Health reports are acted on and forgotten: nothing of them is stored, logged, measured or carried on."""

import json
import logging
import re
from pathlib import Path

import pytest

from skill import app
from skill.memory import store_of
from skill.memory.person import digest
from skill.services import client
from tests.alexa import Alexa
from tests.conversation.test_memory import QuietAmazon
from tests.utterances import VERDICTS, table

TELLING = re.compile(
    r"pain|numb|tingl|needles|sciatica|symptom|report|emergency|urgent|radiating|unclear|hurt|nerve|verdict|bladder|weak"
)
REPORTS = [line for line in table() if line.expect in VERDICTS]


def test_a_full_set_of_reports_leaves_no_trace(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Every log record, every metric, everything saved, over reports of every verdict."""
    monkeypatch.setenv("STORE", f"sqlite:{tmp_path / 'memory.db'}")
    monkeypatch.setattr(client, "HttpClient", QuietAmazon)
    app.build_skill.cache_clear()
    caplog.set_level(logging.DEBUG)
    said = {verdict: [line.text for line in REPORTS if line.expect == verdict][:12] for verdict in VERDICTS}
    for text in [text for texts in said.values() for text in texts]:
        alexa = Alexa()
        alexa.is_holding()
        alexa.reports(text, after=30)
        carried = json.dumps(alexa.attributes)
        assert text not in carried
        alexa.hears("AMAZON.StopIntent")
    store = store_of(f"sqlite:{tmp_path / 'memory.db'}")
    assert store is not None
    kept = store.read(digest("account", "amzn1.ask.account.test"))
    assert kept is not None
    printed = capsys.readouterr()
    traces = [json.dumps(dict(kept.attributes)), printed.out, printed.err, caplog.text]
    for trace in traces:
        assert not TELLING.search(trace.lower()), TELLING.findall(trace.lower())
        assert not [text for texts in said.values() for text in texts if len(text) > 8 and text in trace]
    app.build_skill.cache_clear()


@pytest.mark.parametrize("report", ["my foot is numb", "it hurts", "it's too much"])
def test_the_session_carries_no_word_of_a_report(report: str) -> None:
    """Only that stretching stopped, or that the leg was checked: what the stop itself needs."""
    alexa = Alexa()
    alexa.is_holding()
    alexa.reports(report, after=30)
    changed = {name for name, value in alexa.attributes.items() if value not in (None, "", 0, False, [])}
    assert not TELLING.search(json.dumps(alexa.attributes))
    assert changed <= {
        "version",
        "phase",
        "gated",
        "sides",
        "hold_seconds",
        "repetitions",
        "learned",
        "turn",
        "checks",
        "eased",
    }
