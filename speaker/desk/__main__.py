"""`python -m speaker.desk`: the desk speaker at http://127.0.0.1:8080, or at the port that `PORT` names."""

import os
import socket
import sys
import threading
from pathlib import Path

from platformdirs import user_data_path
from werkzeug.serving import make_server

from speaker.amazon.services import QuietRequests
from speaker.desk.app import create_app
from speaker.desk.desk import Desk
from speaker.desk.parts import Part
from speaker.desk.status import RENDERER, RENDERER_OFF
from speaker.sound import CachedVoice, Voice, open_voice

USUAL_PORT = 8080


def main() -> int:
    """Serve until interrupted; 0 when all went well, 2 when it could not begin."""
    try:
        port = port_of(os.environ.get("PORT"))
        os.environ.setdefault("STORE", usual_store())
        # The skill reads its settings when it is asked, so a setting that cannot be is found here.
        from skill.app import build_skill, handler
        from skill.settings import Settings

        build_skill(Settings.from_environment())
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    try:
        listening = socket.create_server(("127.0.0.1", port))
    except OSError:
        print(f"Port {port} cannot be had: set PORT to another one.", file=sys.stderr)
        return 2
    voice: Part[Voice] = Part(lambda: CachedVoice(open_voice()))
    desk = Desk(handler, voice)
    server = make_server(
        "127.0.0.1",
        port,
        create_app(desk),
        threaded=True,
        request_handler=QuietRequests,
        fd=listening.fileno(),
    )
    threading.Thread(target=desk.rehearse, name="rehearsal", daemon=True).start()
    print(f"The desk speaker is at http://127.0.0.1:{server.port} (Ctrl-C ends it).", flush=True)
    if not RENDERER.is_file():
        print(RENDERER_OFF, flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        desk.close()
        listening.close()
    return 0


def port_of(given: str | None) -> int:
    """The port to listen at; raises `ValueError` for what is none."""
    if not given:
        return USUAL_PORT
    if not given.isascii() or not given.isdigit() or not 0 <= int(given) <= 65_535:
        raise ValueError(f"PORT is {given!r}; it can be 1 to 65535")
    return int(given)


def usual_store() -> str:
    """Memory that lasts, among the user's own data."""
    folder: Path = user_data_path("hamstring-coach", ensure_exists=True)
    return f"sqlite:{folder / 'desk.sqlite'}"


if __name__ == "__main__":
    raise SystemExit(main())
