"""The folder is the registry: a module is found by its file name, and an unknown name gets the list of known ones."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType


class UnknownPluginError(LookupError):
    """No module of that name; the message lists those there are."""


def names(package: str) -> tuple[str, ...]:
    """Names of the modules of a package, sorted; those that begin with an underscore are not plug-ins."""
    found = importlib.import_module(package)
    return tuple(sorted(m.name for m in pkgutil.iter_modules(found.__path__) if not m.name.startswith("_")))


def load(package: str, name: str) -> ModuleType:
    """The module `package.name`. Raises UnknownPluginError when there is none."""
    known = names(package)
    if name not in known:
        raise UnknownPluginError(f"no {package}.{name}; there are: {', '.join(known)}")
    return importlib.import_module(f"{package}.{name}")


def load_every(package: str) -> tuple[ModuleType, ...]:
    """Every module of a package, by name."""
    return tuple(importlib.import_module(f"{package}.{name}") for name in names(package))
