"""From any message to a filed report: the draft, danger first, consent and home where they are still missing."""

from collections.abc import Sequence
from dataclasses import replace

from bot.callbacks import Press
from bot.flows.around import (
    context_of,
    draft_sheet,
    in_drill,
    me,
    my_issue,
    of_me,
    place_words,
    property_phones,
    root,
    sheet,
    stands_at,
    taken_out_of_words,
)
from bot.flows.offers import Hearing, Offers
from bot.flows.placing import ask_which, home_of_theirs, moved_by_words, moves, parts_of, place_draft
from bot.flows.resident import danger as danger_flow
from bot.flows.resident import waiting
from bot.flows.resident.asking import ask_consent, ask_home
from bot.flows.resident.danger import about_issue, advise, says_no
from bot.incoming.parts import Parts
from bot.incoming.turn import PASSING, Edit, Say, Turn, showing
from bot.views import danger, drafts
from bot.views.cards import public_state
from bot.views.common import names, number_words
from bot.views.follow import over, passed_on, too_late_to_correct
from bot.views.home import what_happened
from bot.views.view import NOTHING, View, put
from casework.data import maybe, read
from casework.issue.doing import OnIssue, Photo, matter
from casework.issue.drafts import (
    ChangeDraft,
    Compose,
    FileDraft,
    OnDraft,
    SplitDraft,
    card_says,
    change_draft,
    compose,
    drop_draft,
    file_draft,
    hold_draft,
    is_for_fewer,
    is_idle,
    is_none,
    joined_by_itself,
    leave_draft,
    split_draft,
    take_out,
    take_up,
    take_up_again,
    write_again,
)
from casework.issue.filing import WHERE_UNSAID, me_too, show_more
from casework.issue.pinging import urge
from casework.issue.triage import Speak, say, say_along
from casework.model.conversation import Draft, DraftState, Outcome, Utterance
from casework.model.issues import Action, Issue, State
from casework.model.places import ABOVE_COMMUNITIES
from casework.model.subjects import SubjectKind
from casework.neighbourhood import people
from casework.questions import At, Card
from casework.refusals import NotFound, TooManyReports
from casework.transitions import OPEN, possible
from casework.words.answers import drops, taken_out
from casework.words.broken import only_put_out, remains
from casework.words.danger_words import (
    asks_not_to_be_told,
    only_for_asking,
    only_more_water,
    only_thanks,
    opened,
    second_danger,
)
from casework.words.guess import PRIVATE_DANGERS, bursts, guess, names_another
from casework.words.matters import only_adds
from casework.words.over import at_present, ends
from casework.words.places import read_place
from casework.words.verdicts import verdict_said
from casework.words.whose import left_out_of
from locales.markup import Html, PublicHtml

CARD = "draft.card"
"""The question that a draft's card is: it is known by it which message shows the draft."""
ASKED = "report.danger"
"""The question whether anybody is in danger."""


async def take(
    turn: Turn,
    got: Parts,
    *,
    area_id: int | None = None,
    among: Sequence[Issue] = (),
    registered: Draft | None = None,
) -> None:
    """Whatever belongs to nothing else begins a report, or adds to the one begun; `area_id` where it is known to be
    elsewhere than at home; `among`: matters of this person that it may belong to; `registered`: the draft of somebody
    else's matter that it goes into."""
    if got.empty:
        turn.became(Outcome.NOTHING)
        turn.say(View(turn.tr.t("I can use words, photos, voice messages and places. What is wrong?")))
        return
    begun = await turn.begun()
    if begun is not None and not got.photos and (kinds := taken_out(got.text)) and await _taken_out(turn, begun, kinds):
        return
    if begun is not None and not got.photos and (moved := await moved_by_words(turn, begun, got.text)) is not None:
        turn.became(Outcome.NOTHING)
        await (danger_first(turn, moved) if moved.danger else show(turn, moved))
        return
    if begun is not None and not got.photos and is_dropped(begun, got.text):
        await dropped(turn, begun)
        return
    if begun is not None and not got.photos and (name := left_out_of(begun.text, got.text)):
        await _without_name(turn, begun, name)
        return
    if begun is not None and is_idle(begun, got.text):
        await _put_away(turn, begun)
        begun = None
    was = begun.danger if begun is not None else None
    only_more, kind = (only_adds(got.text), begun.category) if begun is not None else (None, None)
    draft = await add(turn, got if only_more is None else replace(got, text=only_more), registered)
    if only_more is not None:
        draft = await _is_one(turn, draft, kind)
    turn.became(Outcome.DRAFT, draft.subject)
    draft, place = await place_draft(turn, draft, got.text)
    if area_id is not None:
        draft = await change_draft(
            ChangeDraft(draft_id=draft.id, by=draft.person_id, at=turn.at, area_id=area_id), turn.work
        )
    heard = at_present(got.text)
    if draft.danger and (heard.sure or draft.danger != was or draft.created_at == turn.at):
        await danger_first(turn, draft)
        return
    if heard.maybe and not draft.danger:
        view = await in_drill(turn, danger.perhaps("danger", draft.id, turn.tr), draft.area_id)
        turn.ask("report", "danger", view, about=draft.subject)
        return
    if area_id is None and me(turn).consent_at is not None and await ask_which(turn, place, draft.id):
        return
    if bursts(got.text):
        turn.say(drafts.close_the_valve(await property_phones(turn, draft.area_id), turn.tr))
    issue = await joined_by_itself(draft, turn.t0, turn.work) if not among else None
    if issue is None:
        await show(turn, draft, among=among)
    else:
        turn.became(Outcome.REPORT, issue.subject)
        turn.end(draft.subject)


async def _is_one(turn: Turn, draft: Draft, category: str | None) -> Draft:
    """ "加一句 ...": still one matter, of the kind that it was."""
    for card in turn.waiting(CARD, draft.subject):
        card.data = replace(maybe(card.data, Card), one=True)
        turn.work.changed(card)
    if category is None or draft.danger:
        return draft
    return await change_draft(
        ChangeDraft(draft_id=draft.id, by=draft.person_id, at=turn.at, category=category), turn.work
    )


def is_dropped(begun: Draft, text: str) -> bool:
    """Whether the words say that what was begun is not to be reported, is well again, or is nothing."""
    well = (
        bool(begun.text)
        and verdict_said(text) == "good"
        and not begun.danger
        and not names_another(text, begun.category or "other")
        and not (only_put_out(text) and remains(begun.text, begun.category))
    )
    return (drops(text) or well or is_none(begun, text)) and guess(text).sure is None


async def _taken_out(turn: Turn, draft: Draft, kinds: frozenset[str]) -> bool:
    """ "发错了那语音 删了吧": it is in the report no more, and neither are these words. False where none was sent."""
    if not await take_out(OnDraft(draft_id=draft.id, by=me(turn).id, at=turn.at), kinds, turn.work):
        return False
    turn.became(Outcome.NOTHING)
    if draft.text or draft.photos or draft.voice_seconds:
        turn.say(View(turn.tr.t("Taken out, it goes to nobody.")))
        await show(turn, draft)
    else:
        await dropped(turn, draft)
    return True


async def dropped(turn: Turn, draft: Draft) -> None:
    """Typed: it is not to be reported. Its card has no buttons any more."""
    turn.became(Outcome.NOTHING)
    await _put_away(turn, draft)
    left = await _left_waiting(turn, draft)
    turn.say(_not_reported(turn, draft, left))
    if left is not None:
        await _ask_of_left(turn, left)


async def wait_for(turn: Turn, draft: Draft) -> None:
    """Typed: whoever wrote it tries something first. Its card stays, and nothing is filed until it is pressed."""
    turn.became(Outcome.NOTHING)
    await hold_draft(OnDraft(draft_id=draft.id, by=me(turn).id, at=turn.at), turn.work)
    turn.say(drafts.tries_first(turn.tr))


async def _put_away(turn: Turn, draft: Draft) -> None:
    await drop_draft(OnDraft(draft_id=draft.id, by=me(turn).id, at=turn.at), turn.work)
    turn.end(draft.subject)
    for card in turn.waiting(CARD, draft.subject):
        turn.answers.append(Say(View(), asks=card, again=True))
        turn.close(card)
    turn.draft, turn.draft_known = None, True


async def _without_name(turn: Turn, draft: Draft, name: str) -> None:
    """ "别写老崔头名字": the name is in the report no more, and neither are these words."""
    turn.became(Outcome.NOTHING)
    text = draft.text.replace(name, "…")
    await taken_out_of_words(turn, lambda said: said.replace(name, "…"))
    await show(
        turn, await change_draft(ChangeDraft(draft_id=draft.id, by=draft.person_id, at=turn.at, text=text), turn.work)
    )


def _not_reported(turn: Turn, draft: Draft, left: Draft | None) -> View:
    if draft.danger in PRIVATE_DANGERS:
        return danger.not_told(turn.tr, others=left is not None)
    return drafts.not_reported(draft, turn.tr, others=left is not None)


async def _left_waiting(turn: Turn, dropped: Draft) -> Draft | None:
    """What this person said before, and set aside for what is dropped now: it would be filed by itself, or was said
    just before."""
    asked = [one.draft_id for one in turn.questions if one.kind in (CARD, ASKED)]
    for draft_id in dict.fromkeys(one for one in asked if one is not None and one != dropped.id):
        draft = await turn.work.draft(draft_id)
        fresh = turn.at - draft.created_at <= turn.work.settings.draft_file
        if draft.state is DraftState.LEFT and (fresh or await turn.work.draft_deadlines(draft.id)):
            return draft
    return None


async def _ask_of_left(turn: Turn, left: Draft) -> None:
    """It is asked about anew: dropping the one says nothing of the other."""
    draft = await take_up(OnDraft(draft_id=left.id, by=me(turn).id, at=turn.at), turn.work)
    turn.draft, turn.draft_known = draft, True
    if draft.danger:
        await _ask_whether_anyone(turn, draft)
    elif draft.danger is None and guess(draft.text).maybe:
        view = await in_drill(turn, danger.perhaps("danger", draft.id, turn.tr), draft.area_id)
        turn.ask("report", "danger", view, about=draft.subject)
    else:
        await show(turn, draft)


async def add(turn: Turn, got: Parts, draft: Draft | None = None) -> Draft:
    """Into the draft."""
    return await compose(
        Compose(
            draft_id=draft.id if draft else None,
            by=me(turn).id,
            at=turn.at,
            text=got.text,
            photos=got.photos,
            latitude=got.latitude,
            longitude=got.longitude,
        ),
        turn.work,
    )


async def show(turn: Turn, draft: Draft, *, again: bool = False, among: Sequence[Issue] = ()) -> None:
    """The draft's card; before it what is still missing: consent, a home. A pressed card is changed, and `again` the
    one that stands too; else the new one takes the buttons of the old one away."""
    person = me(turn)
    if person.consent_at is None:
        await ask_consent(turn, person.home_id)
        return
    if person.home_id is None and not among and await _nowhere(turn, draft):
        # Whoever works here, or reported without a home before, is asked where it is, not where he or she lives.
        works_here = bool(await turn.work.posts_of(person.id))
        passes_by = works_here or bool(turn.waiting(PASSING)) or draft.area_id is not None or bool(await turn.reports())
        await ask_home(turn, draft.id if passes_by else 0)
        return
    old = next(iter(turn.waiting(CARD, draft.subject)), None)
    if not among and old is not None:
        known = [await matter(one, turn.work) for one in maybe(old.data, Card).among or ()]
        among = [one for one in known if can_add(one)]
    one = old is not None and bool(maybe(old.data, Card).one)
    found = replace(await draft_sheet(draft, turn, among), asked_before=old is not None and not turn.pressed)
    if not one:
        found = replace(found, matters=await _matters(turn, draft))
    view = await in_drill(turn, drafts.draft_card(found, turn.tr, context_of(turn)), draft.area_id)
    await card_says(OnDraft(draft_id=draft.id, by=person.id, at=turn.at), turn.work, asks=bool(among), one=one)
    kept = Card(among=tuple(issue.id for issue in among), one=one or None)
    if turn.pressed and (old is None or old.message_id in (None, turn.message_id)):
        turn.edit(view)
        turn.ask("draft", "card", about=draft.subject, data=showing(kept, view))
        return
    if old is not None and again:
        old.data = showing(old.data, view)
        turn.work.changed(old)
        turn.answers.append(Say(view, asks=old, again=True))
        return
    if old is not None:
        turn.answers.append(Say(View(), asks=old, again=True))
    turn.ask("draft", "card", view, about=draft.subject, data=kept)


async def _nowhere(turn: Turn, draft: Draft) -> bool:
    """Whether nobody knows where it is: a danger of an unknown place was taken to be at the top of the tree, and was
    none."""
    if draft.area_id is None:
        return True
    area = await turn.work.area(draft.area_id)
    return not draft.place and draft.source is None and area.kind in ABOVE_COMMUNITIES


async def _matters(turn: Turn, draft: Draft) -> tuple[tuple[str, str, str | None], ...]:
    """Words, place and category of each, where there are several."""
    found = []
    for words, area_id, said in await parts_of(turn, draft):
        place = " ".join(one for one in (await place_words(area_id, turn.work), said) if one)
        found.append((words, place, guess(words).kind))
    return tuple(found)


async def file_both(turn: Turn, pressed: Press) -> None:
    """Each of the matters is a report of its own, with its words, place and number; those behind the draft in
    `pressed.ids`, said in words, are not to be reported."""
    draft, left_out = await open_draft(turn, pressed.ids[0]), pressed.ids[1:]
    parts = await parts_of(turn, draft) if draft is not None else []
    if draft is None or not parts or me(turn).consent_at is None or any(area is None for _, area, _ in parts):
        if draft is not None:
            await show(turn, draft)
        return
    command = SplitDraft(draft_id=draft.id, by=draft.person_id, at=turn.at, parts=tuple(words for words, _, _ in parts))
    filed_as: list[PublicHtml] = []
    for index, (part, (_, area_id, said)) in enumerate(zip(await split_draft(command, turn.work), parts, strict=True)):
        placed = ChangeDraft(draft_id=part.id, by=part.person_id, at=turn.at, area_id=area_id, place=said)
        part = await change_draft(placed, turn.work)
        if index in left_out:
            await drop_draft(OnDraft(draft_id=part.id, by=part.person_id, at=turn.at), turn.work)
            turn.say(drafts.left_out(part, turn.tr))
            continue
        on = FileDraft(draft_id=part.id, by=part.person_id, at=turn.t0)
        try:
            filed_as.append(_number_of(await file_draft(on, turn.work), turn))
        except TooManyReports:
            await leave_draft(on, turn.work)
            turn.say(drafts.kept_for_later(part, await property_phones(turn, part.area_id), turn.tr))
    turn.end(draft.subject)
    numbers = names(filed_as, turn.tr)
    turn.edit(View(turn.tr.t("✅ Reported: {number}", number=numbers)) if filed_as else View())


async def file_one(turn: Turn, pressed: Press) -> None:
    """It is one matter: the ordinary card."""
    if draft := await open_draft(turn, pressed.ids[0]):
        asked = next(iter(turn.waiting(CARD, draft.subject)), None)
        card = asked or turn.ask("draft", "card", about=draft.subject, data=Card())
        card.data = replace(maybe(card.data, Card), one=True)
        turn.work.changed(card)
        await show(turn, draft)


async def take_there(turn: Turn, got: Parts) -> None:
    """The first message after a building's code was scanned only to report there."""
    assert turn.question is not None
    area_id = read(turn.question.data, At).area_id
    turn.end()
    await take(turn, got, area_id=area_id)


# --- danger


async def danger_first(turn: Turn, draft: Draft) -> None:
    """The advice before everything, then "is anyone in danger?"."""
    draft = await _somewhere(turn, draft)
    await advise(turn, draft.danger or "", draft.text, draft.area_id)
    await _ask_whether_anyone(turn, draft)


async def _ask_whether_anyone(turn: Turn, draft: Draft) -> None:
    """Is anyone in danger, and who hears of it."""
    private = draft.danger in PRIVATE_DANGERS
    people = await danger_flow.only_people(turn, draft.text, draft.area_id) if private else NOTHING
    above = await danger_flow.hears_apart(turn, draft.danger or "", draft.text, draft.area_id)
    home = await _home_unsaid(turn, draft)
    mine = me(turn).home_id if draft.place == WHERE_UNSAID else None
    or_mine = await place_words(mine, turn.work) if mine is not None else ""
    door = bool(read_place(draft.text).door)
    view = danger.is_anyone("danger", draft.id, draft.danger or "", turn.tr, people, above, home, or_mine, door)
    turn.ask("report", "danger", await in_drill(turn, view, draft.area_id), about=draft.subject)


async def _home_unsaid(turn: Turn, draft: Draft) -> str:
    """Where the danger is taken to be, where its words name no place: it is the reporter's home, or that of whoever he
    speaks of, and said to be so."""
    said = draft.place or draft.latitude is not None or read_place(draft.text).building
    if said or draft.area_id is None:
        return ""
    if draft.area_id != me(turn).home_id and draft.area_id != await home_of_theirs(turn, draft.text):
        return ""
    return await place_words(draft.area_id, turn.work)


async def _somewhere(turn: Turn, draft: Draft) -> Draft:
    """A danger of which the words do not say where is where whoever tells of it is; where nobody knows that, the top of
    the tree is asked."""
    if draft.area_id is not None:
        return draft
    top = await root(turn)
    area_id = await stands_at(turn) or (top.id if top else None)
    if area_id is None:
        return draft
    command = ChangeDraft(draft_id=draft.id, by=draft.person_id, at=turn.at, area_id=area_id)
    return await change_draft(command, turn.work)


async def danger_too(turn: Turn, issue: Issue, got: Parts, *, corrects: bool = False) -> None:
    """Words about a report that name a danger are not only passed on: they are asked about at once. A danger that is
    another matter than the report, of which they are no correction, is a report of its own."""
    if issue.state in OPEN and ((corrects and not issue.private) or danger_flow.comes_of(issue, got.text)):
        await about_issue(turn, issue, got.text)
    elif guess(got.text).danger:
        await take(turn, Parts(text=got.text))


async def danger_said(turn: Turn, got: Parts) -> None:
    """Words instead of a press: anything but a plain "no" is filed as urgent. Where it was only a maybe, words that
    are no yes are one more thing that was said."""
    draft, asked = await asked_draft(turn), turn.question
    if only_thanks(got.text) and draft.state is DraftState.OPEN:  # neither a yes nor a no: the question stands
        turn.became(Outcome.NOTHING)
        turn.say(danger.still_asked("danger", draft.id, turn.tr))
        return
    if draft.state is DraftState.OPEN and is_for_fewer(draft, got.text):  # the question stands beside the new one
        await take(turn, got)
        return
    turn.end()
    if draft.state is DraftState.FILED and draft.issue_id is not None:
        issue = await turn.work.issue(draft.issue_id)
        ours = not danger_flow.of_no_rescue(issue, got.text) and not await danger_flow.its_own(turn, issue, got.text)
        if issue.urgent and issue.state in OPEN and ours:
            await danger_flow.add(turn, issue, got, asked=True)
            return
    if draft.state is not DraftState.OPEN:
        await take(turn, got)
        return
    if draft.danger in PRIVATE_DANGERS and asks_not_to_be_told(got.text):
        await dropped(turn, draft)
        return
    if says_no(got.text, draft.danger, draft.text):
        turn.became(Outcome.ANSWER, draft.subject)
        await _no_danger(turn, draft, got)
        return
    if not draft.danger and not danger_flow.calls_all(draft.text, got.text):
        await take(turn, got)
        if only_more_water(draft.text, got.text) and draft.area_id is not None:
            await _urged(turn, draft)
        return
    advised, second = bool(draft.danger), second_danger(got.text, draft.danger) if draft.danger else None
    asked_of = guess(draft.text).danger
    if not got.empty and second is None:
        turn.became(Outcome.DRAFT, draft.subject)
        draft, _ = await place_draft(turn, await add(turn, got), got.text)
    if (filed := await _file_urgent(turn, draft, advised=advised, asked_of=asked_of)) is not None:
        if second is not None and await danger_flow.its_own(turn, filed, got.text):
            await take(turn, got)
        elif second is not None:  # it has its own advice, and whoever comes for it
            await danger_flow.add(turn, filed, got)
        turn.answers.append(Say(View(), asks=asked, again=True))  # its buttons are answered too


async def _urged(turn: Turn, draft: Draft) -> None:
    """Whoever says that it gets worse, and that somebody should hurry, presses nothing more: it is filed."""
    if me(turn).consent_at is None or draft.state is not DraftState.OPEN or draft.private:
        return
    turn.answers.clear()
    await filed(turn, Press("draft_file", (draft.id,)))
    turn.answers[:] = [one for one in turn.answers if not isinstance(one, Edit)]  # the receipt says so


async def danger_pressed(turn: Turn, pressed: Press) -> None:
    """Yes, I have phoned, I can't get through: urgent. No: an ordinary report."""
    draft = await turn.work.draft(pressed.ids[0])
    if draft.state is DraftState.FILED and draft.issue_id is not None and draft.person_id == me(turn).id:
        await danger_flow.pressed(turn, replace(pressed, ids=(draft.issue_id,)))  # it was filed by itself meanwhile
        return
    if await open_draft(turn, draft.id) is None:
        return
    turn.edit(View())
    turn.end(draft.subject)
    if pressed.word == "home":
        draft = await _at_mine(turn, draft)
    if pressed.word == "no":
        await _no_danger(turn, draft)
    elif issue := await _file_urgent(turn, draft, advised=bool(draft.danger)):
        await danger_flow.tell_tried(turn, issue, pressed.word)


async def _at_mine(turn: Turn, draft: Draft) -> Draft:
    home_id = me(turn).home_id
    command = ChangeDraft(draft_id=draft.id, by=draft.person_id, at=turn.at, area_id=home_id, place="")
    return await change_draft(command, turn.work)


async def _no_danger(turn: Turn, draft: Draft, got: Parts | None = None) -> None:
    """`got`: the words that said so. What they tell of instead belongs to the report; where nothing is left of it,
    nothing is reported."""
    more = got is not None and not (danger_flow.only_no(got.text) and not got.photos)
    if got is not None and more:
        draft = await add(turn, got, draft)
    free = got is not None and draft.danger == "trapped" and opened(got.text)
    command = ChangeDraft(draft_id=draft.id, by=me(turn).id, at=turn.at, danger="")
    draft = await change_draft(command, turn.work)
    if await waiting.refused(turn, draft):
        return
    if not more and await _is_with_neighbours(turn, draft):
        await _put_away(turn, draft)
        turn.say(View(turn.tr.t("All right.")))
        return
    if got is not None and more and not got.photos and (free or is_none(draft, got.text) or only_for_asking(got.text)):
        await dropped(turn, draft)
    else:
        await show(turn, draft)


async def _is_with_neighbours(turn: Turn, draft: Draft) -> bool:
    """Whether the same words stand already at what a neighbour reported: whoever has that has read them."""
    for one in await turn.work.me_toos_by(draft.person_id):
        mine = [entry for entry in await turn.work.timeline(one.issue_id) if entry.person_id == draft.person_id]
        if any(entry.text and entry.text == draft.text.strip() for entry in mine):
            return True
    return False


async def _file_urgent(turn: Turn, draft: Draft, *, advised: bool, asked_of: str | None = None) -> Issue | None:
    """The receipt asks for unit and door; whatever is said next goes to those who were called. Of what was only a maybe
    the advice comes now; `asked_of`: of which danger it was."""
    draft = await _somewhere(turn, draft)
    if not advised and (kind := draft.danger or guess(draft.text).danger or asked_of) is not None:
        await advise(turn, kind, draft.text, draft.area_id)
    if draft.area_id is None:
        turn.say(View(turn.tr.t("Everyone on duty will be called as soon as I know the place. Which community is it?")))
        await ask_home(turn, draft.id)
        return None
    return await file_draft(FileDraft(draft_id=draft.id, by=me(turn).id, at=turn.t0, urgent=True), turn.work)


async def asked_draft(turn: Turn) -> Draft:
    """The draft that the question is about."""
    assert turn.question is not None
    assert turn.question.draft_id is not None
    return await turn.work.draft(turn.question.draft_id)


async def asked_issue(turn: Turn) -> Issue:
    """The person's report that the question is about. Raises NotFound."""
    assert turn.question is not None
    assert turn.question.issue_id is not None
    return await my_issue(turn.question.issue_id, turn)


# --- the draft's buttons


async def open_draft(turn: Turn, draft_id: int) -> Draft | None:
    """The draft, if it can still be changed; else the person reads why not."""
    draft = await turn.work.draft(draft_id)
    if draft.person_id != me(turn).id:
        turn.out_of_date()
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
    """The one tap. What was dropped since is filed all the same: whoever presses that wants it."""
    written = await turn.work.draft(pressed.ids[0])
    if written.person_id == me(turn).id and written.state is DraftState.DROPPED and written.issue_id is None:
        await take_up_again(OnDraft(draft_id=written.id, by=written.person_id, at=turn.at), turn.work)
    draft = await open_draft(turn, written.id)
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
        if draft.state is DraftState.LEFT:
            raise
        turn.end(draft.subject)
        await leave_draft(command, turn.work)
        turn.say(drafts.kept_for_later(draft, await property_phones(turn, draft.area_id), turn.tr))
        return
    turn.end(draft.subject)
    turn.edit(View(turn.tr.t("✅ Reported: {number}", number=_number_of(issue, turn))))


def _number_of(issue: Issue, turn: Turn) -> PublicHtml:
    """Of what this person has just filed in it."""
    own = next(one for one in reversed(issue.reports) if one.filed_by_id == me(turn).id)
    return turn.tr.t("No. {number}", number=own.number)


async def draft_shown(turn: Turn, pressed: Press) -> None:
    """Back to the card."""
    if draft := await open_draft(turn, pressed.ids[0]):
        await show(turn, draft)


async def draft_add(turn: Turn, pressed: Press) -> None:
    """Another sentence, or a photo: the next message goes into the draft anyway."""
    if await open_draft(turn, pressed.ids[0]):
        turn.say(View(turn.tr.t("Write it, or send a photo or a voice message.")))


async def draft_new(turn: Turn, pressed: Press) -> None:
    """It is about none of the open matters: the card."""
    if draft := await open_draft(turn, pressed.ids[0]):
        card = next(iter(turn.waiting(CARD, draft.subject)), None)
        if card is not None:
            card.data = Card()
            turn.work.changed(card)
        await show(turn, draft)


async def draft_drop(turn: Turn, pressed: Press) -> None:
    """Not to be reported."""
    if draft := await open_draft(turn, pressed.ids[0]):
        await drop_draft(OnDraft(draft_id=draft.id, by=me(turn).id, at=turn.at), turn.work)
        turn.end(draft.subject)
        left = await _left_waiting(turn, draft)
        turn.edit(_not_reported(turn, draft, left))
        if left is not None:
            await _ask_of_left(turn, left)


async def draft_again(turn: Turn, pressed: Press) -> None:
    """It was dropped, and is to be reported after all: its card."""
    draft = await turn.work.draft(pressed.ids[0])
    if draft.person_id == me(turn).id and draft.state is DraftState.DROPPED:
        command = OnDraft(draft_id=draft.id, by=me(turn).id, at=turn.at)
        await show(turn, await take_up_again(command, turn.work))
    elif await open_draft(turn, draft.id):
        await show(turn, draft)


async def report_again(turn: Turn, pressed: Press) -> None:
    """It was taken back, and is to be reported after all: filed with the same words."""
    draft = await written_again(turn, await my_issue(pressed.ids[0], turn))
    if draft is not None:
        await filed(turn, Press("file", (draft.id,)))


async def said_again(turn: Turn, issue: Issue) -> None:
    """The same in words: its card, to be filed by one press."""
    draft = await written_again(turn, issue)
    if draft is not None:
        turn.became(Outcome.DRAFT, draft.subject)
        await show(turn, draft)


async def written_again(turn: Turn, issue: Issue) -> Draft | None:
    """A draft of what was taken back. None while another is begun, which is shown, and where it speaks of danger."""
    begun = await turn.begun()
    if begun is not None:
        turn.say(View(drafts.not_yet(turn.tr)))
        await show(turn, begun, again=True)
        return None
    words = issue.as_known_to(me(turn).id).text
    stands = next((one for one in await turn.reports() if one.state in OPEN and one.text.startswith(words)), None)
    if stands is not None and words and stands.filed_at >= issue.filed_at:
        turn.say(View(turn.tr.t("✅ Reported: {number}", number=number_words(stands, turn.tr))))
        return None
    draft = await write_again(OnIssue(issue_id=issue.id, by=me(turn).id, at=turn.at), turn.work)
    if draft.danger:
        await danger_first(turn, draft)
        return None
    return draft


async def same(turn: Turn, pressed: Press) -> None:
    """It is the neighbour's matter: "my home too"."""
    draft_id, issue_id = pressed.ids
    if (await turn.work.issue(issue_id)).private:
        raise NotFound
    if draft := await open_draft(turn, draft_id):
        kept = await turn.work.attachments(draft.id)
        photos = tuple(Photo(kind=one.kind, ref=one.ref, seconds=one.seconds) for one in kept)
        said = OnIssue(issue_id=issue_id, by=me(turn).id, at=turn.at)
        elsewhere = draft.area_id if draft.area_id != me(turn).home_id else None
        issue = await me_too(said, turn.work, text=draft.text, photos=photos, area_id=elsewhere)
        dropped = await drop_draft(OnDraft(draft_id=draft.id, by=me(turn).id, at=turn.at), turn.work)
        dropped.issue_id = issue.id  # where its words are, for their correction
        turn.work.changed(dropped)
        turn.end(draft.subject)
        facts: dict[str, Html | int] = {"number": number_words(issue, turn.tr), "count": issue.others}
        text: Html = turn.tr.t("Noted: {number}. {count} neighbours said so; I tell you the result.", **facts)
        if issue.state is State.PROMISED and issue.promise_told_at is not None:  # the others know it
            text = put("{}\n{}", text, public_state(await sheet(issue, turn), turn.work.settings.zone, turn.tr))
        turn.edit(View(text))


async def draft_say(turn: Turn, pressed: Press) -> None:
    """What was written is the answer to a question that stands."""
    draft_id, issue_id = pressed.ids
    if draft := await open_draft(turn, draft_id):
        issue = await matter(issue_id, turn.work)
        if not can_add(issue):  # it ended since: the others are offered
            turn.toast(over(issue, turn.tr), alert=True)
            await show(turn, draft)
            return
        issue = await _said_about(turn, draft, issue_id)
        urged = await urge(Speak(issue_id=issue_id, by=me(turn).id, at=turn.at, text=draft.text), turn.work)
        turn.end(draft.subject)
        turn.edit(passed_on(await sheet(issue, turn), turn.tr, urged=urged))


async def _said_about(turn: Turn, draft: Draft, issue_id: int) -> Issue:
    """The draft's words become words about an issue; what was sent along goes with them."""
    kept = await turn.work.attachments(draft.id)
    photos = tuple(Photo(kind=one.kind, ref=one.ref, seconds=one.seconds) for one in kept)
    issue = await say(Speak(issue_id=issue_id, by=me(turn).id, at=turn.at, text=draft.text, photos=photos), turn.work)
    dropped = await drop_draft(OnDraft(draft_id=draft.id, by=me(turn).id, at=turn.at), turn.work)
    dropped.issue_id = issue.id  # where its words are, for their correction
    turn.work.changed(dropped)
    return issue


# --- more of what was said, and corrections


async def more_of_draft(turn: Turn, said: Utterance, got: Parts) -> None:
    """A further photo of the album: on the card that stands, or in what was filed of it meanwhile."""
    draft = await draft_of(turn, said)
    if draft.state in (DraftState.OPEN, DraftState.LEFT):
        draft = await add(turn, got, draft)
        if not draft.danger and not turn.waiting(ASKED, draft.subject):
            await show(turn, draft, again=True)
    elif draft.issue_id is not None:
        await more_of_report(turn, said, got)
    elif got.text.strip():
        await take(turn, got)


async def correct_draft(turn: Turn, said: Utterance, got: Parts) -> None:
    """Other words: in the draft they take the place of the first ones, in what was filed of it they are added."""
    draft = await draft_of(turn, said)
    if draft.state in (DraftState.OPEN, DraftState.LEFT):
        await _correct_draft(turn, draft, said.text, got.text.strip())
    elif draft.issue_id is not None:
        await correct_report(turn, said, got)
    else:
        turn.say(View(turn.tr.t("You chose not to report this. Just write it again if you do want to.")))


async def draft_of(turn: Turn, said: Utterance) -> Draft:
    """The draft that the words went into."""
    assert said.subject is not None
    return await turn.work.draft(said.subject.id)


async def _correct_draft(turn: Turn, draft: Draft, old: str, text: str) -> None:
    if old and old in draft.text:
        whole = draft.text.replace(old, text, 1)
    else:
        whole = f"{text}\n{draft.text}".strip() if not old else f"{draft.text}\n{text}".strip()
    if draft.danger and says_no(more := _added(old, text), draft.danger):
        turn.end(draft.subject)
        command = ChangeDraft(draft_id=draft.id, by=draft.person_id, at=turn.at, text=whole, danger="")
        draft = await change_draft(command, turn.work)
        await (dropped(turn, draft) if is_none(draft, more) else show(turn, draft, again=True))
        return
    heard = guess(text)
    command = ChangeDraft(draft_id=draft.id, by=draft.person_id, at=turn.at, text=whole, danger=heard.sure)
    draft, place = await place_draft(turn, await change_draft(command, turn.work), text)
    if heard.maybe and not draft.danger:
        turn.ask("report", "danger", danger.perhaps("danger", draft.id, turn.tr), about=draft.subject)
        return
    if heard.sure:
        await danger_first(turn, draft)
    elif not await ask_which(turn, place, draft.id):
        await show(turn, draft, again=True)


def _added(old: str, text: str) -> str:
    """What was written behind the first words, where these stand; else all of it."""
    return text.removeprefix(old).strip() or text


async def issue_of(turn: Turn, said: Utterance) -> Issue:
    """The report that the words went into, or that was filed of their draft."""
    assert said.subject is not None
    if said.subject.kind is SubjectKind.DRAFT:
        draft = await turn.work.draft(said.subject.id)
        assert draft.issue_id is not None
        return await matter(draft.issue_id, turn.work)
    return await matter(said.subject.id, turn.work)


async def more_of_report(turn: Turn, said: Utterance, got: Parts) -> None:
    """A further photo of the album belongs to the report, as if it had been in it from the beginning."""
    await show_more(await issue_of(turn, said), me(turn).id, got.photos, turn.at, turn.work)


async def more_words(turn: Turn, said: Utterance, got: Parts) -> None:
    """A further photo of an album that was added to a report. For a danger the first one rings."""
    issue = await issue_of(turn, said)
    rang = issue.urgent and not got.text.strip()
    if not got.text.strip() and await say_along(issue, me(turn).id, got.photos, turn.at, turn.work):
        return
    if can_add(issue) and issue.is_reporter(me(turn).id) and not rang:
        await say(Speak(issue_id=issue.id, by=me(turn).id, at=turn.at, text=got.text, photos=got.photos), turn.work)
    else:
        await show_more(issue, me(turn).id, got.photos, turn.at, turn.work)


async def correct_report(turn: Turn, said: Utterance, got: Parts) -> None:
    """Words that went into a report are corrected: whoever works on it reads both; danger is heard in them too."""
    issue = await issue_of(turn, said)
    if not can_add(issue) or not issue.is_reporter(me(turn).id):
        await _correct_elsewhere(turn, issue, got)
        return
    if await moves(turn, issue, got, instead_of=said.text):
        if turn.private:
            await danger_too(turn, issue, got, corrects=not _joined(issue, me(turn).id))
        else:
            await danger_flow.quietly(turn, issue, got.text)
        return
    over = issue.urgent and not issue.private and ends(_added(said.text, got.text.strip()), issue.danger)
    await say(Speak(issue_id=issue.id, by=me(turn).id, at=turn.at, text=got.text, over=over), turn.work)
    words = turn.tr.t("Your correction was added to {number}.", number=number_words(issue, turn.tr))
    turn.say(View(words), vanish=not turn.private)
    await danger_flow.quietly(turn, issue, got.text)
    if turn.private:
        await danger_too(turn, issue, got, corrects=not _joined(issue, me(turn).id))


async def _correct_elsewhere(turn: Turn, issue: Issue, got: Parts) -> None:
    """Words that went with a neighbour's report, or into what is over: a danger in the new ones is a report of its own,
    whatever becomes of the rest."""
    if turn.private and guess(got.text).danger is not None:
        await take(turn, Parts(text=got.text))
    elif can_add(issue) and await turn.work.said_me_too(issue.id, me(turn).id):
        await me_too(OnIssue(issue_id=issue.id, by=me(turn).id, at=turn.at), turn.work, text=got.text)
        number = number_words(issue, turn.tr)
        turn.say(View(turn.tr.t("Your correction was added to {number}.", number=number)), vanish=not turn.private)
    else:
        turn.say(too_late_to_correct(issue, turn.tr), vanish=not turn.private)


def _joined(issue: Issue, person_id: int) -> bool:
    """Whether this person's report is together with another one, which leads: their danger is not where he is."""
    return issue.report.reporter_id != person_id


def can_add(issue: Issue) -> bool:
    """Whether its reporter may still add words."""
    return possible(issue.state, Action.ANSWER if issue.state is State.WAITING else Action.AMEND)


async def heard_anew(turn: Turn, said: Utterance, got: Parts) -> None:
    """A further photo of what was nothing, or other words, may be something."""
    await take(turn, got)


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
        "file_both": file_both,
        "file_one": file_one,
        "draft": draft_shown,
        "draft_add": draft_add,
        "draft_new": draft_new,
        "draft_drop": draft_drop,
        "draft_again": draft_again,
        "report_again": report_again,
        "same": same,
        "draft_say": draft_say,
    },
    steps={
        ("report", "at"): take_there,
        ("report", "danger"): danger_said,
    },
    outcomes={
        Outcome.DRAFT: Hearing(more=more_of_draft, amend=correct_draft),
        Outcome.REPORT: Hearing(more=more_of_report, amend=correct_report),
        Outcome.ADDITION: Hearing(more=more_words, amend=correct_report),
        Outcome.ANSWER: Hearing(more=more_words, amend=correct_report),
        Outcome.NOTHING: Hearing(more=heard_anew, amend=heard_anew),
    },
)
