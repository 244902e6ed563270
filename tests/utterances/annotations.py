"""The table as an annotation set of Alexa's NLU evaluation tool, printed as JSON.

Shape: `data`, a list of `inputs` (the utterance) and `expected` (the intents that may answer it); Amazon's page
"Natural Language Understanding Annotation Set REST API Reference", whose tool is being retired.
"""

import json
import sys
from typing import Any

from skill import library
from tests.utterances import VERDICTS, Utterance, table


def intents_for(utterance: Utterance) -> list[str]:
    """The intents that lead to what is expected."""
    move = "report" if utterance.expect in VERDICTS else utterance.expect
    return [name for name, asked in library.intents().items() if asked == move and name.endswith("Intent")]


def annotations() -> dict[str, Any]:
    """Every utterance with one intent, or several, to expect; what is merely to do no harm is left out."""
    return {
        "data": [
            {
                "inputs": {"utterance": utterance.text},
                "expected": [
                    {"intent": {"name": name, "slots": {slot: {"value": value} for slot, value in utterance.slots}}}
                    for name in intents_for(utterance)
                ],
            }
            for utterance in table()
            if intents_for(utterance)
        ]
    }


if __name__ == "__main__":
    json.dump(annotations(), sys.stdout, indent=1)
