"""Which exports a number stands on: what its query reads, through the marts down to the canonical tables."""

import re
from functools import cache

from data.tables import tables
from queries.library import Relation, head_of, layer, read, with_macros
from queries.models import MODELS

_READS = re.compile(r"\b(marts|staging|raw)\.(\w+)")
Name = tuple[str, str]  # the layer and the relation, such as ("marts", "deals")


@cache
def stands_on(name: str) -> frozenset[str]:
    """The canonical tables that the numbers of a page query stand on, such as {"deal", "invoice"} for cash/closing.

    A mart that gives names, or only looks something up elsewhere, says in its head what it stands on ("-- stands on:
    staging.deals", or nothing). Tables that are only looked up in are left out.
    """
    known = _relations()
    todo = _named(with_macros(read(name).sql))
    seen: set[Name] = set()
    while todo:
        seen |= todo
        todo = {below for each in todo if each in known for below in _below(each[0], known[each])} - seen
    return frozenset(table for layer, table in seen if layer == "raw" and not tables()[table].is_reference)


def _below(layer_name: str, relation: Relation) -> set[Name]:
    """What a relation stands on: what its head says, else what it reads."""
    said = head_of(relation.sql).one("stands on", "")
    return _named(said or relation.sql) | ({(layer_name, need) for need in relation.needs} if not said else set())


def _named(text: str) -> set[Name]:
    return {(found[1], found[2]) for found in _READS.finditer(text)}


@cache
def _relations() -> dict[Name, Relation]:
    marts = layer("marts", {name: model.needs for name, model in MODELS.items()})
    return {("marts", name): mart for name, mart in marts.items()} | {
        ("staging", name): relation for name, relation in layer("staging").items()
    }
