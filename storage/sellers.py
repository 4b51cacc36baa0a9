"""Whom each company buys from: one auxiliary account a seller, for ever, and what was decided for it last.

A seller is found again by its numbers first and by its name after; two firms of one name are two sellers as soon as a number
tells them apart. All of it is written in the transaction that books an entry.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, insert, select, update

from domain.kinds import Category
from domain.seller import LATEST, Seller
from storage.database import Database
from storage.tables import seller_keys, sellers

Keys = tuple[str, ...]
LONGEST = 17


class Sellers:
    """The sellers of every company."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, company: str, keys: Keys) -> Seller | None:
        """The seller known by the surest of these keys (domain/seller.py: keys_of)."""
        with self._database.reading() as connection:
            return _find(connection, company, keys)

    def free(self, company: str, code: str) -> str:
        """That auxiliary, or the next free one made from it when another seller has it."""
        with self._database.reading() as connection:
            return _free(connection, company, code)

    def every(self, company: str) -> tuple[Seller, ...]:
        query = select(sellers).where(sellers.c.company == company).order_by(sellers.c.auxiliary)
        with self._database.reading() as connection:
            return tuple(_seller(row.auxiliary, row.record) for row in connection.execute(query))

    def learn(self, connection: Connection, company: str, keys: Keys, how: Callable[[Seller | None], Seller]) -> Seller:
        """Remember a seller, inside the transaction that books an entry; `how` is given what was known of it."""
        known = _find(connection, company, keys)
        learned = how(known)
        if known is None:
            learned = replace(learned, auxiliary=_free(connection, company, learned.auxiliary))
            connection.execute(insert(sellers).values(company=company, auxiliary=learned.auxiliary, record=_record(learned)))
        else:
            same = (sellers.c.company == company) & (sellers.c.auxiliary == known.auxiliary)
            connection.execute(update(sellers).where(same).values(record=_record(learned)))
        have = select(seller_keys.c.key).where(seller_keys.c.company == company, seller_keys.c.key.in_(keys))
        taken = set(connection.execute(have).scalars())
        for key in keys:
            if key not in taken:
                connection.execute(insert(seller_keys).values(company=company, key=key, auxiliary=learned.auxiliary))
        return learned


def _find(connection: Connection, company: str, keys: Keys) -> Seller | None:
    query = select(seller_keys.c.key, seller_keys.c.auxiliary).where(seller_keys.c.company == company)
    known = {row.key: row.auxiliary for row in connection.execute(query.where(seller_keys.c.key.in_(keys)))}
    found = next((known[key] for key in keys if key in known), None)
    by_name_alone = found is not None and not any(key in known for key in keys if not key.startswith("name:"))
    if by_name_alone and _has_number(connection, company, str(found)) and any(not key.startswith("name:") for key in keys):
        return None  # another firm of the same name
    if found is None:
        return None
    same = (sellers.c.company == company) & (sellers.c.auxiliary == found)
    return _seller(found, connection.execute(select(sellers.c.record).where(same)).scalar_one())


def _has_number(connection: Connection, company: str, auxiliary: str) -> bool:
    query = select(seller_keys.c.key).where(seller_keys.c.company == company, seller_keys.c.auxiliary == auxiliary)
    return any(not key.startswith("name:") for key in connection.execute(query).scalars())


def _free(connection: Connection, company: str, code: str) -> str:
    query = select(sellers.c.auxiliary).where(sellers.c.company == company, sellers.c.auxiliary.startswith(code[: LONGEST - 4]))
    taken = set(connection.execute(query).scalars())
    candidate, number = code, 1
    while candidate in taken:
        number += 1
        candidate = code[: LONGEST - len(str(number))] + str(number)
    return candidate


def _record(seller: Seller) -> dict[str, Any]:
    return {
        "name": seller.name,
        "category": seller.category,
        "said": dict(seller.said),
        "totals": [f"{total:f}" for total in seller.totals[-LATEST:]],
        "ibans": list(seller.ibans),
        "layout": dict(seller.layout),
    }


def _seller(auxiliary: str, record: dict[str, Any]) -> Seller:
    return Seller(
        auxiliary=auxiliary,
        name=record["name"],
        category=Category(record["category"]) if record["category"] else None,
        said=tuple(record["said"].items()),
        totals=tuple(Decimal(total) for total in record["totals"]),
        ibans=tuple(record["ibans"]),
        layout=tuple(record.get("layout", {}).items()),
    )
