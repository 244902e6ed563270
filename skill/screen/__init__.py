"""What a screen shows beside the voice: a reply as an APL document and its data source.

The documents are data, in `content/screens`. A screen is an enhancement: the voice stands alone, and nothing
here decides or counts. Amazon shows a screen before the speech begins and tells it nothing afterwards, so a
running set is shown at its planned times.
Source: Alexa Skills Kit, APL reference.
"""

from skill.screen.screen import Screen, data_of, show

__all__ = ["Screen", "data_of", "show"]
