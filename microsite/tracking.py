"""What a step reads of what it is given, noted as it reads: by that, a later build knows what still stands.

A build has parts: the content, the history, what pages share. A step that is given a part as `Tracked`
leaves a note of every attribute that it looks at, of mappings of every key. What one build found holds
in the next one when all that was read is the same there.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, ItemsView, Iterator, Mapping, Set, ValuesView
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cached_property
from types import FunctionType, MethodType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

T = TypeVar("T")
READ_BY = "_read_by"  # where a part keeps what its derived properties have read


class Extent(Enum):
    """How much of an attribute was read, where it was more than one key of a mapping."""

    NAMES = "names"  # the keys, in their order
    WHOLE = "whole"


class Read(NamedTuple):
    """One look at a part: which part, which of its attributes, and how much of it."""

    part: str
    attribute: str
    what: Hashable


class Part:
    """Something that a build is made from, one of its class in each build."""


class derived(cached_property[T]):  # noqa: N801  # a decorator, as `cached_property` is
    """A property of a part that is worked out once, and again only when what it has read has changed."""

    if not TYPE_CHECKING:

        def __get__(self, instance: Any, owner: type | None = None) -> Any:
            if instance is None or self.attrname in vars(instance):
                return super().__get__(instance, owner)
            reads: set[Read] = set()
            assert self.attrname
            value = self.func(tracked(instance, reads))
            vars(instance).setdefault(READ_BY, {})[self.attrname] = frozenset(reads)
            vars(instance)[self.attrname] = value
            return value


def tracked(part: T, reads: set[Read]) -> T:
    """What stands for a part while `reads` gathers what is read of it."""
    return cast(T, _Tracked(part, reads))


class _Tracked:
    """A part as a step sees it; other parts that it leads to are tracked, too."""

    __slots__ = ("_part", "_reads")

    def __init__(self, part: Any, reads: set[Read]) -> None:
        self._part = part
        self._reads = reads

    def __getattr__(self, name: str) -> Any:
        part, kind = self._part, type(self._part)
        shared = _of_class(kind, name)
        if shared is not None:
            return MethodType(shared, self) if isinstance(shared, FunctionType) else shared.fget(self)
        value = getattr(part, name)
        if isinstance(value, Part):
            return _Tracked(value, self._reads)
        if isinstance(value, Mapping):
            return _TrackedMapping(value, kind.__name__, name, self._reads)
        self._reads.add(Read(kind.__name__, name, Extent.WHOLE))
        return value


_shared: dict[tuple[type, str], Any] = {}  # what is known of the attributes of classes


def _of_class(kind: type, name: str) -> Any:
    """The method or property that a class has by a name, else None: that is looked for very often."""
    try:
        return _shared[kind, name]
    except KeyError:
        found = getattr(kind, name, None)
        _shared[kind, name] = found if isinstance(found, FunctionType | property) else None
        return _shared[kind, name]


class _TrackedMapping(Mapping[Any, Any]):
    """A mapping as a step sees it: what is asked for by its key is read alone."""

    __slots__ = ("_attribute", "_mapping", "_part", "_reads")

    def __init__(self, mapping: Mapping[Any, Any], part: str, attribute: str, reads: set[Read]) -> None:
        self._mapping = mapping
        self._part = part
        self._attribute = attribute
        self._reads = reads

    def _read(self, what: Hashable) -> Mapping[Any, Any]:
        self._reads.add(Read(self._part, self._attribute, what))
        return self._mapping

    def __getitem__(self, key: Any) -> Any:
        return self._read(key)[key]

    def __contains__(self, key: object) -> bool:
        return key in self._read(key)

    def get(self, key: Any, default: Any = None) -> Any:
        return self._read(key).get(key, default)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._read(Extent.NAMES))

    def __len__(self) -> int:
        return len(self._read(Extent.NAMES))

    def items(self) -> ItemsView[Any, Any]:
        return self._read(Extent.WHOLE).items()

    def values(self) -> ValuesView[Any]:
        return self._read(Extent.WHOLE).values()


def same(one: Any, other: Any) -> bool:
    """Whether two values are alike down to the order of the keys of their mappings."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, Mapping):
        pairs = zip(one.items(), other.items(), strict=False)
        return len(one) == len(other) and all(a == b and same(x, y) for (a, x), (b, y) in pairs)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if is_dataclass(one):
        return all(same(getattr(one, it.name), getattr(other, it.name)) for it in fields(one))
    if hasattr(one, "model_fields_set"):
        return same(vars(one), vars(other))
    return bool(one == other)


Group = tuple[str, str]  # a part and one of its attributes: what is read of it is compared together


class Reads(NamedTuple):
    """Everything that was read to find something, and the groups that it belongs to."""

    all: Set[Read]
    groups: Set[Group]


class Finding(NamedTuple):
    """What a step found, and what it read to find it."""

    value: Any
    reads: Reads


class Findings:
    """What the steps of a build found, and what of it still stands in the next one.

    A build enters its parts, each before those that lean on it, recalls what its steps find, and closes
    when all went well; else the findings of the build before are kept.
    """

    def __init__(self) -> None:
        self._parts: dict[str, Part] = {}
        self._findings: dict[Hashable, Finding] = {}
        self._known: dict[Group, set[Hashable]] = {}  # whatever was ever read of each group
        self._shared: dict[Set[Any], Set[Any]] = {}  # many findings have read the same
        self.begin()

    def begin(self) -> None:
        """Begin a build: nothing has been compared yet."""
        self._entered: dict[str, Part] = {}
        self._recalled: dict[Hashable, Finding] = {}
        self._compared: set[Group] = set()
        self._changed: set[Read] = set()

    def close(self) -> None:
        """End a build: the next one is compared with it."""
        self._parts, self._findings = self._entered, self._recalled
        self._shared = {}
        self.begin()

    def enter(self, *parts: Part) -> None:
        """Take in parts of this build, with those of their derived properties that still stand.

        Parts that lean on others come behind them; those that lean on each other come in together.
        """
        self._entered |= {type(part).__name__: part for part in parts}
        for part in parts:
            before = self._parts.get(type(part).__name__)
            for attribute, reads in vars(before).get(READ_BY, {}).items() if before else ():
                if attribute not in vars(part) and self._stand(self._grouped(reads)):
                    vars(part)[attribute] = vars(before)[attribute]
                    vars(part).setdefault(READ_BY, {})[attribute] = reads

    def standing(self, subject: Hashable) -> Finding | None:
        """What an earlier build found of a subject, if it still stands; it is then a finding of this one."""
        finding = self._findings.get(subject)
        if finding is None or not self._stand(finding.reads):
            return None
        self._recalled[subject] = finding
        return finding

    def before(self, subject: Hashable) -> Any:
        """What the build before found of a subject, whether it still stands or not; None for a new one."""
        finding = self._findings.get(subject)
        return finding.value if finding else None

    def found(self, subject: Hashable) -> Any:
        """What this build has found of a subject. Raises `KeyError` when it has not come to it."""
        return self._recalled[subject].value

    def keep(self, subject: Hashable, value: Any, reads: Set[Read]) -> None:
        """Note what was found of a subject."""
        self._recalled[subject] = Finding(value, self._grouped(reads))

    def recall(self, subject: Hashable, find: Callable[..., T], *given: Any) -> T:
        """What `find` makes of what it is given; parts are tracked, anything else is compared as a whole."""
        rest = tuple(it for it in given if not isinstance(it, Part))
        before = self._findings.get(subject)
        if before and same(before.value[0], rest) and self._stand(before.reads):
            self._recalled[subject] = before
            return cast(T, before.value[1])
        reads: set[Read] = set()
        value = find(*(tracked(it, reads) if isinstance(it, Part) else it for it in given))
        self.keep(subject, (rest, value), reads)
        return value

    def _grouped(self, reads: Set[Read]) -> Reads:
        """What was read, with its groups; from now on it is compared."""
        groups: set[Group] = set()
        for part, attribute, what in reads:
            groups.add((part, attribute))
            self._known.setdefault((part, attribute), set()).add(what)
        return Reads(self._one(frozenset(reads)), self._one(frozenset(groups)))

    def _one(self, many: Set[Any]) -> Set[Any]:
        return self._shared.setdefault(many, many)

    def _stand(self, reads: Reads) -> bool:
        """Whether everything that was read is the same in this build."""
        for group in reads.groups - self._compared:
            self._changed |= self._differences(group)
            self._compared.add(group)
        return self._changed.isdisjoint(reads.all)

    def _differences(self, group: Group) -> set[Read]:
        """What of a group is another than in the build before, as far as anybody has read it."""
        part, attribute = group
        before, now, known = self._parts.get(part), self._entered.get(part), self._known[group]
        if before is None or now is None:
            return {Read(part, attribute, what) for what in known}
        old, new = getattr(before, attribute, None), getattr(now, attribute, None)
        if old is new:
            return set()
        if not isinstance(old, Mapping) or not isinstance(new, Mapping):
            return set() if same(old, new) else {Read(part, attribute, what) for what in known}
        other = {key for key, value in new.items() if key not in old or not same(old[key], value)}
        other |= old.keys() - new.keys()
        moved = list(old) != list(new)
        found = {Read(part, attribute, what) for what in other & known}
        if moved and Extent.NAMES in known:
            found.add(Read(part, attribute, Extent.NAMES))
        if (moved or other) and Extent.WHOLE in known:
            found.add(Read(part, attribute, Extent.WHOLE))
        return found
