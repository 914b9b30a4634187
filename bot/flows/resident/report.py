"""From any message to a filed report: the draft, danger first, consent and home where they are still missing."""

from datetime import timedelta
from typing import Any

from telegram import Message

from bot.callbacks import Press
from bot.flows.around import context_of, draft_sheet, me, my_issue, of_me, property_phones, root
from bot.flows.offers import Offers
from bot.flows.placing import ask_which, place_draft
from bot.flows.resident.asking import ask_consent, ask_home
from bot.incoming.parts import Parts, parts
from bot.incoming.turn import Turn
from bot.views import drafts
from bot.views.common import number_words
from bot.views.home import what_happened
from bot.views.view import View
from casework.issue.doing import OnIssue, Photo
from casework.issue.drafts import (
    ChangeDraft,
    Compose,
    FileDraft,
    OnDraft,
    change_draft,
    compose,
    drop_draft,
    file_draft,
    leave_draft,
)
from casework.issue.filing import me_too
from casework.issue.triage import Speak, say
from casework.model import AreaKind, Draft, DraftState, Issue
from casework.neighbourhood import people
from casework.refusals import NotFound, TooManyReports
from casework.transitions import OPEN
from casework.words.guess import guess
from locales.markup import Html

SAYS_NO = frozenset(
    {"没有", "没", "没事", "不", "不是", "没人", "没那么急", "不急", "无", "no", "nobody", "no one", "not really"}
)
"""A plain "no" to "is anyone in danger?"; any other answer counts as yes."""
URGENT_TALK = timedelta(minutes=30)
"""What the reporter of something urgent writes meanwhile belongs to it."""
CORRECTED_WITHIN = timedelta(days=1)


async def take(turn: Turn, message: Message) -> None:
    """Any message that belongs to nothing else begins a report, or adds to the one begun."""
    await take_parts(turn, parts(message), album=message.media_group_id or "")


async def take_parts(turn: Turn, got: Parts, *, album: str = "", area_id: int | None = None) -> None:
    """The same for what a message or a command carried; `area_id` where it is known to be elsewhere than at home.

    The photos of an album come one by one, and are answered once.
    """
    if got.empty:
        turn.say(View(turn.tr.t("I can use words, photos, voice messages and places. What is wrong?")))
        return
    draft = await add(turn, got)
    draft, place = await place_draft(turn, draft, got.text)
    if area_id is not None:
        draft = await change_draft(
            ChangeDraft(draft_id=draft.id, by=draft.person_id, at=turn.at, area_id=area_id), turn.work
        )
    if draft.danger and (guess(got.text).sure or draft.created_at == turn.at):
        await danger_first(turn, draft)
        return
    data = _data(turn, draft)
    said = dict(data.get("said", {}))
    if got.text.strip():
        said[str(turn.message_id)] = got.text.strip()
    said = {number: words for number, words in said.items() if words in draft.text}  # not what did not fit
    turn.ask("report", "draft", draft_id=draft.id, said=said, album=album)
    if (album and data.get("album") == album) and not got.text.strip():
        return
    if area_id is not None or me(turn).consent_at is None or not await ask_which(turn, place, draft.id):
        await show(turn, draft, album=bool(album))


async def add(turn: Turn, got: Parts) -> Draft:
    """Into the draft."""
    return await compose(
        Compose(
            by=me(turn).id,
            at=turn.at,
            text=got.text,
            photos=got.photos,
            latitude=got.latitude,
            longitude=got.longitude,
        ),
        turn.work,
    )


def _data(turn: Turn, draft: Draft) -> dict[str, Any]:
    conversation = turn.conversation
    if conversation is None or conversation.flow != "report" or conversation.data.get("draft_id") != draft.id:
        return {}
    return conversation.data


async def show(turn: Turn, draft: Draft, *, album: bool = False, edit: bool = False) -> None:
    """The draft's card; before it what is still missing: consent, a home."""
    person = me(turn)
    if person.consent_at is None:
        await ask_consent(turn, person.home_id)
        return
    if draft.area_id is None and person.home_id is None:
        works_here = bool(await turn.work.posts_of(person.id))  # is asked where it is, not where he or she lives
        await ask_home(turn, draft.id if works_here else 0)
        return
    view = drafts.draft_card(await draft_sheet(draft, turn, album=album), turn.tr, context_of(turn))
    if edit:
        turn.edit(view)
    else:
        turn.say(view)


async def take_there(turn: Turn, message: Message) -> None:
    """The first message after a building's code was scanned only to report there."""
    assert turn.conversation is not None
    area_id = int(turn.conversation.data["area_id"])
    await take_parts(turn, parts(message), album=message.media_group_id or "", area_id=area_id)


# --- danger


async def danger_first(turn: Turn, draft: Draft) -> None:
    """The advice before everything, then "is anyone in danger?". Without a known place the top of the tree is asked."""
    if draft.area_id is None and (top := await root(turn)):
        command = ChangeDraft(draft_id=draft.id, by=draft.person_id, at=turn.at, area_id=top.id)
        draft = await change_draft(command, turn.work)
    turn.say(drafts.advice(draft.danger or "", await property_phones(turn, draft.area_id), turn.tr))
    turn.ask("report", "danger", drafts.is_anyone_in_danger(draft, turn.tr), draft_id=draft.id)


async def danger_too(turn: Turn, issue: Issue, got: Parts) -> None:
    """Words about a report that name a new danger are not only passed on: they are asked about at once."""
    if not issue.urgent and guess(got.text).sure:
        await take_parts(turn, Parts(text=got.text))


async def danger_said(turn: Turn, message: Message) -> None:
    """Words instead of a press: anything but a plain "no" is filed as urgent."""
    assert turn.conversation is not None
    draft = await turn.work.draft(int(turn.conversation.data["draft_id"]))
    if draft.state is not DraftState.OPEN:
        turn.end()
        await take(turn, message)
        return
    if (message.text or "").strip(" 。.!！，,~").lower() in SAYS_NO:
        await _no_danger(turn, draft)
        return
    got = parts(message)
    if not got.empty:
        draft, _ = await place_draft(turn, await add(turn, got), got.text)
    await _file_urgent(turn, draft)


async def danger_pressed(turn: Turn, pressed: Press) -> None:
    """Yes, I have phoned, I can't get through: urgent. No: an ordinary report."""
    draft = await open_draft(turn, pressed.ids[0])
    if draft is None:
        return
    turn.edit(View())
    if pressed.word == "no":
        await _no_danger(turn, draft)
    else:
        await _file_urgent(turn, draft)


async def _no_danger(turn: Turn, draft: Draft) -> None:
    command = ChangeDraft(draft_id=draft.id, by=me(turn).id, at=turn.at, danger="")
    draft = await change_draft(command, turn.work)
    turn.ask("report", "draft", draft_id=draft.id)
    await show(turn, draft)


async def _file_urgent(turn: Turn, draft: Draft) -> None:
    if draft.area_id is None:
        turn.say(View(turn.tr.t("Everyone on duty will be called as soon as I know the place. Which community is it?")))
        await ask_home(turn, draft.id)
        return
    issue = await file_draft(FileDraft(draft_id=draft.id, by=me(turn).id, at=turn.t0, urgent=True), turn.work)
    where = await turn.work.area(issue.area_id)
    more = (
        turn.tr.t("What you write here now goes to those who are coming.")
        if where.kind is AreaKind.BUILDING
        else turn.tr.t("Which building is it? Write it here, it goes to those who are coming.")
    )
    turn.ask("report", "urgent", View(more), issue_id=issue.id, at=turn.at.timestamp())


async def urgent_talk(turn: Turn, message: Message) -> None:
    """More words about what was just filed as urgent."""
    assert turn.conversation is not None
    issue = await my_issue(int(turn.conversation.data["issue_id"]), turn)
    got = parts(message)
    if got.empty or issue.state not in OPEN or turn.at - issue.filed_at > URGENT_TALK:
        turn.end()
        await take(turn, message)
        return
    await say(Speak(issue_id=issue.id, by=me(turn).id, at=turn.at, text=got.text, photos=got.photos), turn.work)
    turn.say(View(turn.tr.t("Passed on to those who are coming.")))


# --- the draft's buttons


async def open_draft(turn: Turn, draft_id: int) -> Draft | None:
    """The draft, if it can still be changed; else the person reads why not."""
    draft = await turn.work.draft(draft_id)
    if draft.person_id != me(turn).id:
        turn.toast(turn.tr.t("This button is out of date. Please use the newest message."))
        return None
    if draft.state is DraftState.FILED and draft.issue_id is not None:
        issue = await turn.work.issue(draft.issue_id)
        turn.toast(turn.tr.t("Already reported: {number}.", number=number_words(issue, turn.tr)))
        turn.edit(View())
        return None
    if draft.state is DraftState.DROPPED:
        turn.toast(turn.tr.t("You chose not to report this. Just write it again if you do want to."))
        turn.edit(View())
        return None
    return draft


async def filed(turn: Turn, pressed: Press) -> None:
    """The one tap."""
    draft = await open_draft(turn, pressed.ids[0])
    if draft is None:
        return
    if me(turn).consent_at is None and not draft.danger:
        await ask_consent(turn, None)
        return
    if draft.area_id is None:
        await ask_home(turn, draft.id)
        return
    command = FileDraft(draft_id=draft.id, by=me(turn).id, at=turn.t0, urgent=bool(draft.danger))
    try:
        issue = await file_draft(command, turn.work)
    except TooManyReports:
        if draft.state == "left":
            raise
        turn.end()
        await leave_draft(command, turn.work)
        turn.say(drafts.kept_for_later(draft, await property_phones(turn, draft.area_id), turn.tr))
        return
    turn.end()
    turn.edit(View(turn.tr.t("✅ Reported: {number}", number=number_words(issue, turn.tr))))


async def draft_shown(turn: Turn, pressed: Press) -> None:
    """Back to the card."""
    if draft := await open_draft(turn, pressed.ids[0]):
        await show(turn, draft, edit=True)


async def draft_add(turn: Turn, pressed: Press) -> None:
    """Another sentence, or a photo: the next message goes into the draft anyway."""
    if draft := await open_draft(turn, pressed.ids[0]):
        data = _data(turn, draft)
        turn.ask("report", "draft", draft_id=draft.id, said=data.get("said", {}), album="")
        turn.say(View(turn.tr.t("Write it, or send a photo or a voice message.")))


async def draft_drop(turn: Turn, pressed: Press) -> None:
    """Not to be reported."""
    if draft := await open_draft(turn, pressed.ids[0]):
        await drop_draft(OnDraft(draft_id=draft.id, by=me(turn).id, at=turn.at), turn.work)
        turn.end()
        turn.edit(View(turn.tr.t("All right, not reported.")))


async def same(turn: Turn, pressed: Press) -> None:
    """It is the neighbour's matter: "my home too"."""
    draft_id, issue_id = pressed.ids
    if (await turn.work.issue(issue_id)).private:
        raise NotFound
    if draft := await open_draft(turn, draft_id):
        kept = await turn.work.attachments(draft.id)
        photos = tuple(Photo(kind=one.kind, ref=one.ref, seconds=one.seconds) for one in kept)
        said = OnIssue(issue_id=issue_id, by=me(turn).id, at=turn.at)
        issue = await me_too(said, turn.work, text=draft.text, photos=photos)
        await drop_draft(OnDraft(draft_id=draft.id, by=me(turn).id, at=turn.at), turn.work)
        turn.end()
        facts: dict[str, Html | int] = {"number": number_words(issue, turn.tr), "count": issue.me_toos}
        turn.edit(View(turn.tr.t("Noted: {number}. {count} neighbours said so; I tell you the result.", **facts)))


async def draft_say(turn: Turn, pressed: Press) -> None:
    """What was written is the answer to a question that stands."""
    draft_id, issue_id = pressed.ids
    if draft := await open_draft(turn, draft_id):
        issue = await _said_about(turn, draft, issue_id)
        turn.end()
        turn.edit(View(turn.tr.t("Passed on: {number}.", number=number_words(issue, turn.tr))))


async def _said_about(turn: Turn, draft: Draft, issue_id: int) -> Issue:
    """The draft's words become words about an issue; what was sent along goes with them."""
    kept = await turn.work.attachments(draft.id)
    photos = tuple(Photo(kind=one.kind, ref=one.ref, seconds=one.seconds) for one in kept)
    issue = await say(Speak(issue_id=issue_id, by=me(turn).id, at=turn.at, text=draft.text, photos=photos), turn.work)
    await drop_draft(OnDraft(draft_id=draft.id, by=me(turn).id, at=turn.at), turn.work)
    return issue


# --- corrections


async def correct(turn: Turn, message: Message) -> None:
    """An edited message: on a draft it replaces, on a filed report it amends."""
    text = parts(message).text.strip()
    if not text or message.location:
        return  # a live location moves by edits
    draft = await turn.work.open_draft(me(turn).id)
    if draft is not None and message.date >= draft.created_at:
        await _correct_draft(turn, draft, message.message_id, text)
    elif (issue := await _report_of(turn, message)) and issue.state in OPEN:
        await say(Speak(issue_id=issue.id, by=me(turn).id, at=turn.at, text=text), turn.work)
        turn.say(View(turn.tr.t("Your correction was added to {number}.", number=number_words(issue, turn.tr))))


async def _correct_draft(turn: Turn, draft: Draft, message_id: int, text: str) -> None:
    data = _data(turn, draft)
    said: dict[str, str] = dict(data.get("said", {}))
    old = said.get(str(message_id), "")
    if old and old in draft.text:
        whole = draft.text.replace(old, text, 1)
    else:
        whole = f"{draft.text}\n{text}" if "\n" in draft.text else text
    danger = guess(text).sure
    command = ChangeDraft(draft_id=draft.id, by=draft.person_id, at=turn.at, text=whole, danger=danger)
    draft, place = await place_draft(turn, await change_draft(command, turn.work), text)
    if danger:
        await danger_first(turn, draft)
        return
    said[str(message_id)] = text
    turn.ask("report", "draft", draft_id=draft.id, said=said, album="")
    if not await ask_which(turn, place, draft.id):
        await show(turn, draft)


async def _report_of(turn: Turn, message: Message) -> Issue | None:
    """Which report a message went into: one whose timeline has it, else the first filed after it."""
    reports = await turn.work.reports_of(me(turn).id, 20)
    for issue in reports:
        for entry in await turn.work.timeline(issue.id):
            if entry.person_id == me(turn).id and entry.at == message.date and entry.action in ("amend", "answer"):
                return issue
    after = [one for one in reports if message.date <= one.filed_at <= message.date + CORRECTED_WITHIN]
    return min(after, key=lambda one: one.filed_at, default=None)


async def begin(turn: Turn) -> None:
    """The report button: what was begun, or the question."""
    await people.wrote(of_me(turn), turn.work)
    draft = await turn.work.open_draft(me(turn).id)
    if draft is not None:
        await show(turn, draft)
    elif me(turn).consent_at is None:
        await ask_consent(turn, None)
    else:
        turn.say(what_happened(turn.tr))


OFFERS = Offers(
    presses={
        "danger": danger_pressed,
        "file": filed,
        "draft": draft_shown,
        "draft_add": draft_add,
        "draft_drop": draft_drop,
        "same": same,
        "draft_say": draft_say,
    },
    steps={
        ("report", "draft"): take,
        ("report", "at"): take_there,
        ("report", "danger"): danger_said,
        ("report", "urgent"): urgent_talk,
    },
)
