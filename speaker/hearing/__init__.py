"""Speech -> text, on this machine alone.

An open recogniser writes down what was said, whatever it was. Beside it, the utterances that the interaction model
expects are weighed against the same sound: one of them is taken when it explains the sound about as well, so that
"course" becomes "pause" but a cough never becomes "ready".
"""

from speaker.hearing.heard import Heard, Rejection
from speaker.hearing.recogniser import Recogniser, RecogniserMissing, open_recogniser

__all__ = ["Heard", "Recogniser", "RecogniserMissing", "Rejection", "open_recogniser"]
