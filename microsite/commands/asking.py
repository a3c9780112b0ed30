"""The questions of `new` on a terminal: each answer is judged when it is given, and nothing typed is lost."""

from __future__ import annotations

import re
import shlex
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from microsite.commands.answering import Answering
from microsite.commands.entry_files import owner_of
from microsite.commands.entry_text import meaning_at
from microsite.commands.shapes import Keys, key_paths, kind_named, leaf_at, words_of
from microsite.content.files import shape_of
from microsite.messages.catalogue import Message, sentence
from microsite.messages.problems import Problem
from microsite.messages.report import report

with suppress(ImportError):  # Windows has none: there an answer is typed again
    import readline

MANY = 12  # ids that are listed in full
SOME = 4
IN_BRACKETS = re.compile(r"\[[a-z][a-z0-9, -]*\]")  # an example of ids in what a key means


class Asking:
    """One run of questions."""

    def __init__(
        self, answering: Answering, wrong: Callable[..., Iterator[Problem]], given: Namespace
    ) -> None:
        self.answering = answering
        self.wrong = wrong
        self.given = given
        self.shape = shape_of(given.kind)
        self.paths = key_paths(self.shape, answering.languages)
        self.id = ""
        self.answers: dict[str, str] = {}

    def ask(self, id: str, answers: Mapping[str, str], wanted: Sequence[str]) -> bool:
        """Ask for the id and every key that is wanted and not answered well; an empty answer leaves a blank.

        False when somebody has left the questions; then they are told how to take them up again.
        """
        try:
            self._ask_id(id)
            problems = [it for it in self._problems(answers) if it.where in (*answers, "")]
            self._show(problems)
            again = dict.fromkeys(it.where for it in problems if it.where in answers)
            self.answers = {key: answer for key, answer in answers.items() if key not in again}
            print(sentence(Message("ask-rest"), self.given.lang))
            for key in (*again, *(key for key in wanted if key not in again and key not in self.answers)):
                self._ask_key(key, answers.get(key, ""))
        except (EOFError, KeyboardInterrupt):
            print()
            print(sentence(Message("take-up-again", command=self._command()), self.given.lang))
            return False
        return True

    def _ask_id(self, id: str) -> None:
        print(*([] if id else [sentence(Message("ask-id"), self.given.lang)]), sep="\n", end="\n" * (not id))
        while True:
            self.id = id or self._typed("id", "")
            problems = [it for it in self._problems({}) if it.where == "id"]
            if not problems:
                return
            self._show(problems)
            self.id, id, typed = "", "", self.id
            id = self._typed("id", typed)

    def _ask_key(self, key: str, typed: str) -> None:
        for words in self._about(key):
            print(words)
        while True:
            answer = self._typed(key, typed)
            trial = {**self.answers, **({key: answer} if answer else {})}
            problems = [it for it in self._problems(trial) if it.where in (key, "")]
            if not problems:
                self.answers = trial
                return
            self._show(problems)
            typed = answer

    def _problems(self, answers: Mapping[str, str]) -> list[Problem]:
        return self.answering.problems(self.id, answers, self.wrong)

    def _show(self, problems: Sequence[Problem]) -> None:
        if problems:
            print(report(problems, self.given.lang), file=sys.stderr)

    def _about(self, key: str) -> Iterator[str]:
        """What a key means, and what can be answered here."""
        lang, keys = self.given.lang, tuple(key.split("."))
        choices = self._choices(keys)
        ids = [*self.answering.draft.known.get(kind_named(leaf_at(keys, self.paths)), ())]
        if key == owner_of(self.given.kind):
            yield sentence(Message("ask-owner", kind=Message(f"kind-{key}")), lang)
        else:
            real = f"[{', '.join(ids[:2])}]" if ids else ""
            meaning = meaning_at(self.shape, keys, lang)
            yield IN_BRACKETS.sub(real, meaning) if real else meaning
        if choices:
            few = len(choices) <= MANY
            shown = ", ".join(choices if few else choices[:SOME])
            said = Message("ask-among", choices=shown)
            yield sentence(
                said if few else Message("ask-among-many", number=len(choices), choices=shown), lang
            )

    def _choices(self, keys: Keys) -> list[str]:
        """The words that a key takes, or the ids that there are for it."""
        known = self.answering.draft.known
        if keys == (owner_of(self.given.kind),):
            return [*known.get(keys[0], ())]
        leaf: Any = leaf_at(keys, self.paths)
        return [*words_of(leaf), *known.get(kind_named(leaf), ())]

    def _typed(self, key: str, before: str) -> str:
        """One answer; what was typed before stands there to be mended, Tab completes an id."""
        if "readline" not in globals():
            return input(f"{key}: ").strip()
        choices = self._choices(tuple(key.split("."))) if key != "id" else []

        def complete(word: str, at: int) -> str | None:
            return next(iter([it for it in choices if it.startswith(word)][at : at + 1]), None)

        readline.set_completer_delims(" ,")
        readline.set_completer(complete)
        readline.parse_and_bind("tab: complete")
        readline.set_startup_hook(lambda: readline.insert_text(before))
        try:
            return input(f"{key}: ").strip()
        finally:
            readline.set_startup_hook()

    def _command(self) -> str:
        """The command line that goes on where the questions were left."""
        program = Path(sys.argv[0]).name
        words = ["python", program] if program.endswith(".py") else ["microsite"]
        words += ["new", self.given.kind, *([self.id] if self.id else [])]
        words += (f"{key}={answer}" for key, answer in self.answers.items())
        if self.given.content != Path("content"):
            words += ["--content", str(self.given.content)]
        return shlex.join(words)
