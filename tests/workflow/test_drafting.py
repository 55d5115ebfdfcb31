"""Drafts arrive as a person would want to find them."""

from __future__ import annotations

from pathlib import Path

from app import config
from app.core.model import State
from app.engines import ENGINES, Result, Translate
from app.store.workspace import Workspace
