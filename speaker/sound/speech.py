"""Text or SSML -> a track that speaks it."""

from functools import partial

from speaker.sound.notices import Notices
from speaker.sound.pcm import count
from speaker.sound.pieces import Line, Pause, Piece, plain_pieces
from speaker.sound.ssml import ssml_pieces
from speaker.sound.tracks import Silence, Spoken, Succession, Track
from speaker.sound.voices.voice import Voice
from speaker.sound.witness import Witness


class Speech:
    """Speaks for one rendering."""

    def __init__(self, voice: Voice, witness: Witness, notices: Notices) -> None:
        """With this voice."""
        self._voice, self._witness, self._notices = voice, witness, notices

    def track(self, text: str, *, is_ssml: bool, name: str = "") -> Track:
        """The text's sound; each line is spoken only when it is due. The name is its APLA component's id."""
        pieces = ssml_pieces(text, self._notices) if is_ssml else plain_pieces(text)
        return Succession([self._piece(piece, name) for piece in pieces])

    def recording(self, source: str) -> Track:
        """A sound file, which nothing on this machine can fetch."""
        self._notices.left_out(f"the sound {source or 'without a source'} cannot be fetched here: it is left out")
        return Succession(())

    def _piece(self, piece: Piece, name: str) -> Track:
        if isinstance(piece, Pause):
            silence = Silence(count(piece.length, self._voice.sampling_rate))
            return self._witness.watch(silence, "Pause", name)
        if isinstance(piece, Line):
            speak = partial(self._voice.speak, piece.said, piece.manner.rate)
            return self._witness.watch(Spoken(speak, piece.manner.gain), "Line", name, piece.text)
        return self.recording(piece.source)
