"""What is wrong with the templates that a site has of its own, as far as it shows before they are filled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from microsite.folders import ENGINE, STATIC, TEMPLATES, Folders
from microsite.messages.catalogue import Message
from microsite.messages.problems import Place, Problem, did_you_mean
from microsite.pages.environment import template_environment
from microsite.pages.kinds import KINDS
from microsite.pages.sheets import CHOOSER_TEMPLATES, MOVED, template_text, used_by

Reference = nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport


def problems_of(folders: Folders) -> Iterator[Problem]:
    """Yield what own templates name that is not there, and what others look for in them in vain."""
    looking = _Looking(folders)
    own = [name.removeprefix(TEMPLATES) for name in folders.of_site if name.startswith(TEMPLATES)]
    for name in own:
        yield from looking.at(name)
    for name in own:
        yield from looking.missed_in(name)
    yield from looking.idle(own)


class _Looking:
    """Templates as they are parsed, each once."""

    def __init__(self, folders: Folders) -> None:
        self.folders = folders
        self.environment: Environment = template_environment(folders)
        self.parsed: dict[str, nodes.Template | None] = {}

    def path(self, name: str) -> Path:
        files = self.folders.of_engine if name.startswith(ENGINE) else self.folders.files
        return files[TEMPLATES + name.removeprefix(ENGINE)]

    def problem(self, name: str, line: int, message: Message) -> Problem:
        return Problem(Place(self.folders.shown(self.path(name)), line), "", message)

    def tree(self, name: str) -> nodes.Template | None:
        """A template as Jinja understands it; None for one that is not there, or that it does not."""
        if name not in self.parsed:
            text = template_text(self.folders, name)
            try:
                self.parsed[name] = None if text is None else self.environment.parse(text, name)
            except TemplateSyntaxError:
                self.parsed[name] = None
        return self.parsed[name]

    def at(self, name: str) -> Iterator[Problem]:
        """What is wrong with one own template: how it is written, and whatever it names."""
        try:
            self.environment.get_template(name)  # unknown filters show only here
        except TemplateSyntaxError as error:
            yield self.problem(name, error.lineno, Message("template-fails", reason=str(error.message)))
            return
        tree = self.tree(name)
        assert tree is not None
        for node in tree.find_all(nodes.Stmt):
            if isinstance(node, Reference):
                yield from self._reference(name, node)
        for call in tree.find_all(nodes.Call):
            yield from self._asset(name, call)
        parents = self._parents(tree)
        if parents:
            known = {block.name for parent in parents for block in parent.find_all(nodes.Block)}
            new = [block for block in tree.find_all(nodes.Block) if block.name not in known]
            inside = {
                inner.name for block in tree.find_all(nodes.Block) for inner in block.find_all(nodes.Block)
            }
            for block in new:
                if block.name not in inside:  # a block inside another is this template's own to offer
                    said = Message("no-such-block", name=block.name, hint=did_you_mean(block.name, known))
                    yield self.problem(name, block.lineno, said)

    def _reference(self, name: str, node: Reference) -> Iterator[Problem]:
        if not isinstance(node.template, nodes.Const) or not isinstance(node.template.value, str):
            return  # worked out when the page is made
        wanted = node.template.value
        if template_text(self.folders, wanted) is None:
            if not (isinstance(node, nodes.Include) and node.ignore_missing):
                every = [it.removeprefix(TEMPLATES) for it in self.folders.under(TEMPLATES)]
                every += [ENGINE + it for it in every] if wanted.startswith(ENGINE) else []
                said = Message("no-such-template", name=wanted, hint=did_you_mean(wanted, every))
                yield self.problem(name, node.lineno, said)
        elif isinstance(node, nodes.FromImport) and (tree := self.tree(wanted)):
            offered = _offered(tree)
            for macro in _imported(node):
                if macro not in offered:
                    hint = did_you_mean(macro, offered)
                    said = Message("no-such-macro", name=macro, template=wanted, hint=hint)
                    yield self.problem(name, node.lineno, said)

    def _asset(self, name: str, call: nodes.Call) -> Iterator[Problem]:
        """A file that is named as it stands; pages find out about those that are worked out."""
        match call:
            case nodes.Call(node=nodes.Getattr(attr="asset"), args=[nodes.Const(value=str(file))]):
                known = [
                    it.removeprefix(STATIC) for it in self.folders.under(STATIC) if not it.endswith(".css")
                ]
                if file not in known and not file.endswith((".css", ".js")):
                    said = Message("no-such-asset", name=file, hint=did_you_mean(file, known))
                    yield self.problem(name, call.lineno, said)

    def _parents(self, tree: nodes.Template) -> list[nodes.Template]:
        """The templates that one extends, the nearest first."""
        parents: list[nodes.Template] = []
        extends = tree.find(nodes.Extends)
        while extends and isinstance(extends.template, nodes.Const):
            parent = self.tree(extends.template.value)
            if parent is None or parent in parents:
                break
            parents.append(parent)
            extends = parent.find(nodes.Extends)
        return parents

    def missed_in(self, name: str) -> Iterator[Problem]:
        """What the generator's templates import from an own one that does not offer it."""
        tree = self.tree(name)
        if tree is None or TEMPLATES + name not in self.folders.of_engine:
            return
        offered = _offered(tree)
        missed: dict[str, str] = {}
        for other in self.folders.under(TEMPLATES):
            user = other.removeprefix(TEMPLATES)
            if other in self.folders.of_site or name not in (template_text(self.folders, user) or ""):
                continue
            for node in parsed.find_all(nodes.FromImport) if (parsed := self.tree(user)) else ():
                if isinstance(node.template, nodes.Const) and node.template.value == name:
                    for macro in _imported(node):
                        if macro not in offered:
                            missed.setdefault(macro, user)
        for macro, user in missed.items():
            yield self.problem(name, 0, Message("macro-wanted", name=macro, template=user))

    def idle(self, own: list[str]) -> Iterator[Problem]:
        """Own templates that take no other's place and that nothing uses."""
        feeds = [it.removeprefix(TEMPLATES) for it in self.folders.of_engine if "/feeds/" in it]
        kinds = (kind.template for kind in KINDS)
        used = used_by(self.folders, [*kinds, *CHOOSER_TEMPLATES, MOVED]) | {*feeds}
        known = [it.removeprefix(TEMPLATES) for it in self.folders.of_engine if it.startswith(TEMPLATES)]
        for name in own:
            if name not in used and name not in known and not name.endswith((".css", ".js")):
                said = Message("stray-file", hint=did_you_mean(name, known))
                path = self.folders.shown(self.path(name))
                yield Problem(Place(path), "", said, "warning")


def _offered(tree: nodes.Template) -> set[str]:
    """The names that others can import from a template."""
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, nodes.Macro):
            found.add(node.name)
        elif isinstance(node, nodes.Assign | nodes.AssignBlock):
            found |= {it.name for it in node.target.find_all(nodes.Name)}
            found |= {node.target.name} if isinstance(node.target, nodes.Name) else set()
    return found


def _imported(node: nodes.FromImport) -> list[str]:
    return [it if isinstance(it, str) else it[0] for it in node.names]
