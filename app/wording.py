"""Sentences that are made far from any screen: English as they stand, and ready to be said in another language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Self

Value = str | int
Template = str | tuple[str, str]  # or what is said of one and of many {number}

NAME = re.compile(r"\{(\w+)\}")


class Message(str):
    """A sentence with its {names} filled in; who only shows it needs to know no more than that it is a `str`.

    `app.web.interface.translated` says it anew from `template` and `values`; a value may be a Message too.
    Whatever makes a new `str` of it (`+`, `join`, `strip`, an f-string) leaves English that nothing translates.
    """

    template: Template
    values: Mapping[str, Value]

    def __new__(cls, template: Template = "", /, **values: Value) -> Self:
        text = template if isinstance(template, str) else template[values["number"] != 1]
        made = super().__new__(cls, fill(text, {name: _written(value) for name, value in values.items()}))
        made.template = template
        made.values = values
        return made

    def filled(self, **values: Value) -> Message:
        """The same sentence about other values."""
        return Message(self.template, **values)

    def __getnewargs_ex__(self) -> tuple[Any, ...]:
        """How it is made again in another process: pickle knows of the text alone."""
        return (self.template,), dict(self.values)

    def packed(self) -> list[Any]:
        """What JSON can hold of it."""
        values = {name: value.packed() if isinstance(value, Message) else value for name, value in self.values.items()}
        return [self.template, values]

    @classmethod
    def unpacked(cls, data: Any) -> Self:
        """What `packed` told. AttributeError, KeyError, TypeError or ValueError for anything else."""
        template, values = data
        known = {name: cls.unpacked(value) if isinstance(value, list) else value for name, value in values.items()}
        return cls(template if isinstance(template, str) else tuple(template), **known)


def counted(one: str, many: str, number: int, **values: Value) -> Message:
    """`one` or `many`, as `number` wants it; {number} stands for it."""
    return Message((one, many), number=number, **values)


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with the {names} that are known replaced, once: what a value holds stays as it is."""
    return NAME.sub(lambda name: values.get(name[1], name[0]), text)


def _written(value: Value) -> str:
    return value if isinstance(value, str) else f"{value:,}"


NOTHING = Message()
