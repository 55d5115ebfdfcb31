"""Who somebody is and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Each may do what those before it may."""

    TRANSLATOR = "translator"  # reads all, saves in their locales
    EDITOR = "editor"  # imports, drafts, exports, in every locale
    ADMINISTRATOR = "administrator"  # people and settings too

    @property
    def rank(self) -> int:
        return list(Role).index(self)


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in. `locales` are those a translator saves in; other roles save in all."""

    id: int  # 0: the one person of a server without accounts
    name: str
    role: Role
    locales: tuple[str, ...] = ()
    language: str = ""  # of the interface; "" follows the browser

    def may(self, role: Role, *, locale: str | None = None) -> bool:
        """Whether they may do what `role` may, in `locale` if one is named."""
        if self.role.rank < role.rank:
            return False
        return locale is None or self.role is not Role.TRANSLATOR or locale in self.locales


LOCAL = Person(id=0, name="me", role=Role.ADMINISTRATOR)  # whoever opened the address that a local server printed
