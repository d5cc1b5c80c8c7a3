import base64
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail, such as the calendar entry of a visit."""

    name: str
    media_type: str
    content: bytes

    def as_json(self) -> dict[str, str]:
        return {
            "name": self.name,
            "media_type": self.media_type,
            "base64": base64.b64encode(self.content).decode("ascii"),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, str]) -> "Attachment":
        return cls(stored["name"], stored["media_type"], base64.b64decode(stored["base64"]))
