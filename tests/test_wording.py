"""Messages are plain English sentences that still know how they were made."""

from __future__ import annotations

import copy
import json
import pickle

from app.errors import InputError, PasseurError
from app.wording import Message, counted


def test_a_message_is_its_sentence():
    message = Message("“{word}” stands twice in {number} lines.", word="très", number=1200)
    assert message == "“très” stands twice in 1,200 lines."
    assert json.dumps(message, ensure_ascii=False) == '"“très” stands twice in 1,200 lines."'


def test_what_a_value_holds_is_not_filled_in_again():
    assert Message("{one} and {two}, not {three}", one="{two}", two="{one}") == "{two} and {one}, not {three}"


def test_counted_chooses_the_form():
    assert counted("{number} draft", "{number} drafts", 1) == "1 draft"
    assert counted("{number} draft in {locale}", "{number} drafts in {locale}", 0, locale="ja") == "0 drafts in ja"


def test_a_copy_in_another_process_is_the_same_message():
    inner = counted("{number} error", "{number} errors", 3)
    for message in (inner, Message("{place}: {problem}", place="a.po:3", problem=inner)):
        for made in (pickle.loads(pickle.dumps(message)), copy.deepcopy(message)):  # noqa: S301 - our own bytes
            assert (made, made.template, made.values) == (message, message.template, message.values)


def test_an_error_says_its_message_and_its_way_out():
    error = PasseurError(Message("{name} is gone.", name="a"), fix=Message("Bring it back."))
    assert isinstance(str(error), Message)
    assert str(error) == "a is gone. Bring it back."
    assert str(PasseurError("a is gone.")) == "a is gone."


def test_an_input_error_names_its_place():
    assert InputError("not UTF-8.", path="a.md", line=1200).message == "a.md:1200: not UTF-8."
    assert InputError("not UTF-8.", path="a.md").message == "a.md: not UTF-8."
    assert InputError("not UTF-8.").message == "not UTF-8."
