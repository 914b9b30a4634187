"""A yes, a no, "the first", "both" with more words behind it, typed for a question of the bot: the answer counts, and
the rest is not lost: it is in the report, or with whoever has the matter."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.callbacks import Press, decode
from bot.flows.placing import parts_of, place_draft
from bot.flows.resident import follow, report, verdict
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn, buttons_of
from casework.categories import CATEGORIES, broad
from casework.data import maybe
from casework.frozen import frozen
from casework.issue.doing import matter
from casework.issue.drafts import is_unsure
from casework.model.conversation import Draft, Outcome, Question
from casework.questions import Card, Kept
from casework.words.answers import (
    answer_and_rest,
    answer_in,
    corrected_to,
    ends_in_report,
    meant_of,
    one_of_them,
    says_all,
    says_but,
    which_in,
)
from casework.words.asking import only_asks, says_wrong
from casework.words.each import kinds_called
from casework.words.guess import guess, named
from casework.words.later import later
from casework.words.plain import breaths

Pressing = Callable[[Turn, int | None, Press], Awaitable[None]]
"""Presses for whoever types: bot/handlers/typed.py."""
KINDS = frozenset({"quick", "category"})
"""What chooses the kind of a draft."""
ONLY = later("就报|只报|光报|先报|单报|就要|只要|just|only|만 ")
SHORT = 24
"""Characters of words that choose by their kind."""


@frozen
class Answer:
    """What is to be pressed, if anything; what else was said; whether it says no."""

    press: Press | None
    rest: str
    no: bool = False


async def read(turn: Turn, question: Question, got: Parts) -> Answer | None:
    """What the words answer to this question; None where they answer nothing."""
    buttons = [(decode(data), says) for _, data, says in buttons_of(question)]
    verbs = {press.verb for press, _ in buttons}
    if question.draft_id is not None and "file_both" in verbs:
        return await _of_several(turn, question, got.text)
    if question.draft_id is not None and KINDS & verbs and "file" not in verbs:
        return _of_kind(got.text)
    if buttons[0][1] == "":
        return _of_choices(buttons, got.text)
    said, rest = answer_and_rest(got.text)
    all_said = said is None and says_all(got.text)
    if question.kind == report.CARD and said != "yes" and (all_said or ends_in_report(got.text) is not None):
        said, rest = "yes", ends_in_report(got.text) or ""  # "不行 通不开 还是给我报上吧" is no no
        rest = "" if answer_in(rest) is not None else rest
    meant = {"drop": ("drop", "no")}.get(said or "", (said,))
    press = next((press for one in meant for press, says in buttons if says == one), None)
    if press is None or question.kind.startswith("form."):
        return None
    if question.kind == "result.press" and said != "yes":
        return Answer(None, rest, no=True)
    return Answer(press, rest, no=said != "yes")


async def _of_several(turn: Turn, question: Question, text: str) -> Answer | None:
    """ "嗯 两件", "就报第一个", "只报路灯": those are filed, and the others not; "是一件事"."""
    draft = await _draft(turn, question)
    parts = [words for words, _, _ in await parts_of(turn, draft)]
    if one_of_them(text):
        return Answer(Press("file_one", (draft.id,)), "")
    meant = meant_of(text, len(parts))
    kinds = kinds_called(text) | set(map(broad, named(text)))
    if meant is None and len(text) <= SHORT and ONLY.search(text) is not None:
        meant = frozenset(index for index, words in enumerate(parts) if kinds & set(map(broad, named(words)))) or None
    if meant is None:
        said, rest = answer_and_rest(text)
        return Answer(Press("file_both", (draft.id,)), rest) if said == "yes" and parts else None
    out = [index for index in range(len(parts)) if index not in meant]
    return Answer(Press("file_both", (draft.id, *out)), "")


async def _draft(turn: Turn, question: Question) -> Draft:
    assert question.draft_id is not None
    return await turn.work.draft(question.draft_id)


def _of_kind(text: str) -> Answer | None:
    """ "路上积水" while it is asked what kind of matter it is."""
    meant = corrected_to(text) or text
    kind = guess(meant).kind or next(iter(sorted(kinds_called(meant) & CATEGORIES.keys())), None)
    tells = says_wrong(text) or guess(text).report
    return Answer(Press("category", (0,), kind), text if tells else "") if kind else None


def _of_choices(buttons: list[tuple[Press, str]], text: str) -> Answer | None:
    """ "第二个 门那个": the one that is counted first."""
    parts = breaths(text)
    number = which_in(parts[0]) if len(parts) > 1 and not parts[0].isdecimal() else None
    choices = [press for press, says in buttons if not says]
    index = number if number is None or number < 0 else number - 1
    if index is None or not -len(choices) <= index < len(choices):
        return None
    return Answer(choices[index], text.strip()[len(parts[0]) :].strip(" ，,。"))


async def take(turn: Turn, question: Question, answer: Answer, press: Pressing) -> None:
    """The rest first, where it goes into what is pressed on; else after it."""
    if question.draft_id is not None and question.kind == report.CARD:
        await _of_draft(turn, question, answer, press)
        return
    kept = maybe(question.data, Kept)
    if answer.rest and not answer.no and kept.text is not None:
        question.data = replace(kept, text=f"{kept.text}\n{answer.rest}".strip())
        turn.work.changed(question)
    elif answer.rest and question.kind == "consent.press" and not answer.no:
        await report.add(turn, Parts(text=answer.rest))
    if answer.press is not None:
        await press(turn, question.message_id, answer.press)
    if answer.no and question.issue_id is not None:
        await _not_so(turn, question, answer)


async def _not_so(turn: Turn, question: Question, answer: Answer) -> None:
    """ "没有 又堵上了": what is so instead is for whoever has the matter."""
    assert question.issue_id is not None
    issue = await matter(question.issue_id, turn.work)
    if answer.press is None:
        turn.close(question)
        if not answer.rest or not await verdict.heard(turn, issue, Parts(text=answer.rest)):
            verdict.ask(turn, issue)
    elif answer.rest:
        await follow.about(turn, issue, Parts(text=answer.rest))


async def _of_draft(turn: Turn, question: Question, answer: Answer, press: Pressing) -> None:
    draft = await _draft(turn, question)
    if answer.no and is_unsure(draft) and not _wrong(answer.rest):
        await report.dropped(turn, draft)
        return
    if answer.no and is_unsure(draft):
        await report.take(turn, Parts(text=answer.rest))
        return
    changed = False
    if answer.rest:
        draft, changed = await _more(turn, question, draft, answer.rest)
    if answer.press is None or (changed and answer.press.verb in ("file", "file_both", "same")):
        turn.became(Outcome.DRAFT, draft.subject)
        await report.show(turn, draft)
        return
    what = replace(answer.press, ids=(draft.id,)) if answer.press.verb == "category" else answer.press
    await press(turn, question.message_id, what)
    if answer.rest:
        turn.became(Outcome.DRAFT, draft.subject)


def _wrong(text: str) -> bool:
    return bool(text) and not only_asks(text) and (says_wrong(text) or guess(text).report)


async def _more(turn: Turn, question: Question, draft: Draft, rest: str) -> tuple[Draft, bool]:
    """The draft with the rest in it; whether it is another now than the one that was said to be right: elsewhere, of
    another kind, or several matters."""
    before, several = (draft.area_id, draft.category), bool(await parts_of(turn, draft))
    draft, _ = await place_draft(turn, await report.add(turn, Parts(text=rest), draft), rest)
    one = maybe(question.data, Card).one
    apart = not one and not several and bool(await parts_of(turn, draft))
    changed = before[0] not in (None, draft.area_id) or before[1] not in (None, draft.category)
    return draft, apart or changed or says_but(rest)
