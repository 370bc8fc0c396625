"""An invented machine, small enough to try the rules about machines on."""

from enum import StrEnum

from talkoot.core.machine import Step


class Light(StrEnum):
    """The states of an invented machine."""

    ON = "on"
    OFF = "off"


ALL = {"fi": "a", "fi-simple": "a", "sv": "a", "en": "a"}
TURN_OFF = Step("turn_off", (Light.ON,), Light.OFF)
