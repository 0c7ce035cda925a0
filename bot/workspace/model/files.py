"""Files that the app uploads in three steps: ask for a URL, send the bytes, share."""

from dataclasses import dataclass

from bot.workspace.types import JSON


@dataclass
class File:
    """One file; it is `complete` once it was shared or kept."""

    id: str
    ticket: str
    name: str
    length: int
    user: str
    created: int
    title: str = ""
    alt_txt: str = ""
    content: bytes | None = None
    complete: bool = False
    channel: str | None = None

    def to_json(self) -> JSON:
        """The file object."""
        return {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title or self.name,
            **({"alt_txt": self.alt_txt} if self.alt_txt else {}),
            "filetype": self.name.rpartition(".")[2],
            "user": self.user,
            "size": self.length,
            "mode": "hosted",
            "is_external": False,
            "is_public": False,
        }
