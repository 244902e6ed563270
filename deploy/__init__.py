"""What puts the skill on Amazon's machines. Never deployed itself.

`artifact` makes the folder that Lambda runs; `sam build` calls it through the Makefile beside it. It needs the
Python that Lambda has, which `runtime_python` finds. `emulator` runs an artifact as Lambda would. `skill_package`
puts together what `ask deploy` sends to the Alexa console, icons by `icons` included.
"""

from pathlib import Path

ROOT = Path(__file__).parent.parent
BUILD = ROOT / "build"


class DeployError(Exception):
    """Something cannot be made here; the message says what is missing, in one line."""
