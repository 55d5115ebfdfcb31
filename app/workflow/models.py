"""Models for the engine on this machine: what fetching them would take, and fetching them once somebody agreed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.engines.fxtranslate import fetching
from app.engines.fxtranslate.catalogue import Package
from app.engines.fxtranslate.supply import NAME, Supply, is_installed
from app.errors import EngineError
from app.store.workspace import Workspace


@dataclass(frozen=True)
class Plan:
    """What is missing for some locales. `refused`: why there is no model for the others."""

    supply: Supply
    packages: tuple[Package, ...]
    refused: tuple[EngineError, ...]

    @property
    def size(self) -> int:
        """Bytes to fetch."""
        return sum(package.size for package in self.packages)

    @property
    def host(self) -> str:
        """Who would be asked for them."""
        return self.supply.origin.host

    @property
    def folder(self) -> str:
        """Where they would be kept."""
        return str(self.supply.root)


def supply_of(workspace: Workspace) -> Supply:
    """Where the settings of a workspace look for models. EngineError when the package is missing; UsageError."""
    supply = Supply(workspace.config.engines.get(NAME, {}))
    if not is_installed():
        raise supply.refusal(workspace.config.source_locale, workspace.config.locales[0])
    return supply


def plan(workspace: Workspace, locales: Sequence[str]) -> Plan:
    """Ask which models there are for the locales; none is fetched. EngineError when nobody answers."""
    supply = supply_of(workspace)
    listed = fetching.packages(supply.origin)
    wanted: dict[str, Package] = {}
    refused = []
    for locale in locales:
        try:
            found = supply.missing(workspace.config.source_locale, locale, listed)
        except EngineError as error:
            refused.append(error)
            continue
        wanted |= {package.name: package for package in found}
    return Plan(supply, tuple(wanted.values()), tuple(refused))


def fetch(plan: Plan, progress: Callable[[str, int], None]) -> None:
    """Fetch all of a plan, one after the other; `progress` gets the model's name and the bytes that came of it.

    EngineError, DiskError: as `fetching.fetch`; models that came before stay.
    """
    for package in plan.packages:
        done = 0

        def came(number: int, name: str = package.name) -> None:
            nonlocal done
            done += number
            progress(name, done)

        plan.supply.fetch(package, came)
