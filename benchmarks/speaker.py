"""How soon the desk speaker speaks, and how fast its voice is.

    python -m benchmarks.speaker

The time runs from sending POST /say to the first byte of sound, over HTTP on this machine: once with a voice that has
said nothing yet but the welcome, which the desk rehearses when it starts, then with the lines in its memory. Both ways
to read a sound are measured: the stream the page plays, and the WAV file, whose true size stands at its head, so that
plain speech has to be made as a whole first.
"""

import http.client
import json
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from werkzeug.serving import make_server

from speaker.amazon.services import QuietRequests
from speaker.desk.app import create_app
from speaker.desk.desk import Desk
from speaker.desk.parts import Part
from speaker.sound import CachedVoice, Voice, VoiceMissing, open_voice

AIM = 1.0
"""Seconds from the answer to its sound."""

WAV_HEAD = 44
TALK = {"launch": "open hamstring coach", "position": "ready", "set": "ready"}
LINES = (
    "Straighten your left leg in front of you, with your heel on the floor.",
    "Lean forward from your hips, and keep your back long.",
    "Breathe out slowly, and let the stretch come to you.",
    "That is one leg done. When you are ready for the other one, say ready.",
)


@contextmanager
def desk_with(voice: Voice) -> Iterator[int]:
    """A desk on a port of its own."""
    from skill.app import handler

    part: Part[Voice] = Part(lambda: voice)
    desk = Desk(handler, part)
    desk.rehearse()
    server = make_server("127.0.0.1", 0, create_app(desk), threaded=True, request_handler=QuietRequests)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        desk.close()


def first_byte(port: int, text: str, form: str) -> tuple[float, float]:
    """Seconds to the answer of /say, and from sending it to the first sample; the sound is read to its end."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    start = time.perf_counter()
    connection.request("POST", "/say", json.dumps({"text": text}))
    address = json.loads(connection.getresponse().read())["audio"]
    answered = time.perf_counter() - start
    connection.request("GET", "/sounds/" + address.rpartition("/")[2].replace(".wav", form))
    response = connection.getresponse()
    response.read(WAV_HEAD + 1 if form == ".wav" else 1)
    heard = time.perf_counter() - start
    response.read()
    connection.close()
    return answered, heard


def real_time_factor(voice: Voice) -> float:
    """Seconds of work for a second of speech; the median of some lines, each spoken anew."""
    factors = []
    for line in LINES:
        start = time.perf_counter()
        spoken = voice.speak(line)
        factors.append((time.perf_counter() - start) * voice.sampling_rate / spoken.size)
    return statistics.median(factors)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 2 when there is no voice."""
    try:
        voice = open_voice()
    except VoiceMissing as missing:
        print(missing)
        return 2
    voice.speak("Warm up.")
    print(f"voice {voice.name}: real-time factor {real_time_factor(voice):.3f}")
    for form in (".pcm", ".wav"):
        with tempfile.TemporaryDirectory() as folder, desk_with(CachedVoice(voice, Path(folder))) as port:
            for memory in ("just started", "lines known"):
                for name, text in TALK.items():
                    answered, heard = first_byte(port, text, form)
                    is_met = "met" if heard - answered <= AIM else "NOT met"
                    print(
                        f"{form[1:]}  {memory:16s} {name:8s} answer {answered * 1000:6.0f} ms   "
                        f"first sample {heard * 1000:6.0f} ms (aim {AIM * 1000:.0f} ms after the answer: {is_met})"
                    )
                first_byte(port, "stop", form)
    return 0


if __name__ == "__main__":
    sys.exit(main())
