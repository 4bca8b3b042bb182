"""The structure of tagged papers, kept when they are bound into one pack (ISO 32000-1, 14.7).

What reads aloud follows it: headings, lists, tables with their heads. Pages that never had any stay without.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Name, NumberTree, Object, Page, Pdf, PdfError, Stream, String

KEYS = ("/StructParents", "/StructParent")
BROKEN = (PdfError, TypeError, ValueError, KeyError, AttributeError, IndexError, OverflowError)
"""What reading a structure raises that is not what it claims to be."""


@dataclass
class Branch:
    """The structure of one paper: its elements, and for each number that its pages bear the elements meant."""

    part: Object
    numbers: dict[int, Object] = field(default_factory=dict)
    ids: list[tuple[bytes, Object]] = field(default_factory=list)
    roles: dict[str, Object] = field(default_factory=dict)
    classes: dict[str, Object] = field(default_factory=dict)
    namespaces: list[Object] = field(default_factory=list)


class Structure:
    """The structure tree of a pack, which grows by a branch for each tagged paper."""

    def __init__(self, pack: Pdf) -> None:
        self.pack = pack
        self.root = pack.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.document = pack.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self.root))
        self.branches: list[Branch] = []
        self.next_number = 0
        self.roles: dict[str, Object] = {}
        self.classes: dict[str, Object] = {}

    def add(self, paper: Pdf, pages: list[Page], title: str) -> None:
        """Take over the structure of ``paper``, whose pages are ``pages`` of the pack already: only then do its
        references lead to them. Of one that is broken nothing is taken."""
        marked = [(each, key) for each in bearers(pages) for key in KEYS if key in each]
        try:
            branch = self.branch_of(paper, title)
        except BROKEN:
            branch = None
        given = self.numbered(branch) if branch else {}
        for each, key in marked:
            number = given.get(number_of(each, key))
            if number is None:
                del each[key]
            else:
                each[key] = number

    def branch_of(self, paper: Pdf, title: str) -> Branch | None:
        found = paper.Root.get("/StructTreeRoot")
        if not isinstance(found, Dictionary) or "/K" not in found or "/ParentTree" not in found:
            return None
        tree = (
            self.pack.copy_foreign(found) if found.is_indirect else self.pack.copy_foreign(paper.make_indirect(found))
        )
        part = self.pack.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Part, P=self.document, T=String(title or "Paper"))
        )
        branch = Branch(part, dict(NumberTree(tree.ParentTree).items()))
        branch.roles = named(tree.get("/RoleMap"))
        branch.classes = named(tree.get("/ClassMap"))
        branch.namespaces = list(tree.get("/Namespaces", Array()))
        part.K = Array(top_elements(tree.K, part))
        self.walk(branch)
        return branch

    def walk(self, branch: Branch) -> None:
        """Names that another paper may use too are made the paper's own: IDs, and roles that mean something else."""
        own, seen = f"{len(self.branches) + 1}-".encode(), set[tuple[int, int]]()
        other = {role for role, means in branch.roles.items() if self.roles.get(role, means) != means}
        for element, keys in elements(branch.part.K):
            if "/ID" in keys:
                element.ID = String(own + name_in(element.ID))
                branch.ids.append((bytes(element.ID), element))
            if other and (role := str(element.S)) in other:
                element.S = branch.roles[role]
            for attribute in many(element.A) if "/A" in keys else ():
                if isinstance(attribute, Dictionary) and "/Headers" in attribute and is_new(attribute, seen):
                    attribute.Headers = Array([String(own + name_in(each)) for each in attribute.Headers])

    def numbered(self, branch: Branch) -> dict[int | None, int]:
        """The paper's own numbers and those that they become."""
        given: dict[int | None, int] = {}
        renumbered = {}
        for number, meant in sorted(branch.numbers.items()):
            given[number] = self.next_number
            renumbered[self.next_number] = meant
            self.next_number += 1
        branch.numbers = renumbered
        self.branches.append(branch)
        self.roles = branch.roles | self.roles
        self.classes = branch.classes | self.classes
        return given

    def finish(self) -> None:
        """Hang the tree into the pack, if there is anything in it."""
        if not self.branches:
            return
        self.document.K = Array([branch.part for branch in self.branches])
        self.root.K = self.document
        numbers = [each for branch in self.branches for pair in branch.numbers.items() for each in pair]
        self.root.ParentTree = self.pack.make_indirect(Dictionary(Nums=Array(numbers)))
        self.root.ParentTreeNextKey = self.next_number
        ids = sorted((each for branch in self.branches for each in branch.ids), key=lambda pair: pair[0])
        if ids:
            names = [each for name, element in ids for each in (String(name), element)]
            self.root.IDTree = self.pack.make_indirect(Dictionary(Names=Array(names)))
        for key, found in (("/RoleMap", self.roles), ("/ClassMap", self.classes)):
            if found:
                self.root[key] = Dictionary(found)
        namespaces = [each for branch in self.branches for each in branch.namespaces]
        if namespaces:
            self.root.Namespaces = Array(namespaces)
        self.pack.Root.StructTreeRoot = self.root
        self.pack.Root.MarkInfo = Dictionary(Marked=True)


def many(found: Any) -> list[Any]:
    """A value of which there may be several: none, one, or an array of them."""
    if found is None:
        return []
    return list(found) if isinstance(found, Array) else [found]


def named(found: Any) -> dict[str, Object]:
    return dict(found.items()) if isinstance(found, Dictionary) else {}


def name_in(found: Any) -> bytes:
    """The bytes of a name. Raises ``TypeError`` for what is none."""
    if not isinstance(found, String):
        raise TypeError
    return bytes(found)


def number_of(bearer: Any, key: str) -> int | None:
    try:
        return int(bearer[key])
    except BROKEN:
        return None


def is_new(found: Any, seen: set[tuple[int, int]]) -> bool:
    """Whether an object that others may share is met for the first time."""
    if not found.is_indirect:
        return True
    if found.objgen in seen:
        return False
    seen.add(found.objgen)
    return True


def top_elements(kids: Any, part: Object) -> list[Any]:
    """The paper's elements, out of the Document that usually holds them, under the part."""
    found = []
    for each in many(kids):
        if not isinstance(each, Dictionary):
            continue
        inner = many(each.get("/K")) if each.get("/S") == Name.Document else [each]
        for element in inner:
            if isinstance(element, Dictionary):
                element.P = part
                found.append(element)
    return found


def elements(kids: Any) -> Iterator[tuple[Any, set[str]]]:
    """Every structure element below, each once, however the tree is knotted, with the keys that it has."""
    unseen, seen = many(kids), set[tuple[int, int]]()
    while unseen:
        found = unseen.pop()
        if not isinstance(found, Dictionary):
            continue
        keys = found.keys()
        # A mark on a page has no role: only elements have one.
        if "/S" in keys and is_new(found, seen):
            yield found, keys
            if "/K" in keys:
                unseen += many(found.K)


def bearers(pages: list[Page]) -> Iterator[Any]:
    """What may bear a number of the structure: pages, their annotations, and what they draw, each once."""
    seen = set[tuple[int, int]]()
    for page in pages:
        yield page.obj
        for annotation in many(page.obj.get("/Annots")):
            if isinstance(annotation, Dictionary) and is_new(annotation, seen):
                yield annotation
        yield from drawn(page.obj.get("/Resources"), seen)


def drawn(resources: Any, seen: set[tuple[int, int]]) -> Iterator[Any]:
    """Forms and pictures, and those that forms draw in their turn."""
    unseen = [resources]
    while unseen:
        found = unseen.pop()
        held = found.get("/XObject") if isinstance(found, Dictionary) else None
        for each in held.values() if isinstance(held, Dictionary) else ():
            if isinstance(each, Stream) and is_new(each, seen):
                yield each
                unseen.append(each.get("/Resources"))
