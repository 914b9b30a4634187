"""Mediation 调解: what each side reads, what the mediator reads, and what whoever has the matter reads of it.

Everything here is private. What a message may say is asked of the sheet, which knows its reader's part in it.
"""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.callbacks import encode
from bot.views.common import clock_time, colon, matter_name, number_words, post_name
from bot.views.context import RenderContext
from bot.views.pieces import Renderer, button, gathered, words_of
from bot.views.view import NOTHING, Button, View, esc, glue, in_rows, known, put, rows
from casework.data import maybe, read
from casework.mediation.lines import News, OfSide, Word
from casework.mediation.sheet import MediationSheet
from casework.mediation.transitions import BOTH_AGREE, WITH_MEDIATOR, possible
from casework.messages import Kind
from casework.model.conversation import Message
from casework.model.mediations import Mediation, MediationAction, MediationState, NextStep, Side
from casework.model.places import Supply
from casework.neighbourhood.rights import Part, Told
from casework.settings import Settings
from locales.markup import Html, PublicHtml
from locales.translator import Translator, mark

KEEP = "keep"
"""The button by which it goes on after all."""
START = "m_"
"""How the start code begins by which the other side opens the question."""
SIDES: dict[Side, str] = {Side.FIRST: mark("whoever reported it"), Side.OTHER: mark("the other side")}
NEXT: dict[NextStep, str] = {
    NextStep.LAWYER: mark("A lawyer"),
    NextStep.JUDGE: mark("The judge on duty"),
    NextStep.POLICE: mark("Community police"),
    NextStep.DEPARTMENTS: mark("Departments"),
    NextStep.COURT: mark("The court"),
}
"""On the mediator's buttons."""
WHERE_TO: dict[NextStep, str] = {
    NextStep.LAWYER: mark("You can ask a lawyer without paying: call 12348."),
    NextStep.POLICE: mark("You can go to your community police; when it gets rough, call 110."),
    NextStep.DEPARTMENTS: mark(
        "The community looks for the department that can decide it, and tells whoever reported it."
    ),
    NextStep.COURT: mark("You can go to court. 12348 tells you how, without paying."),
    NextStep.JUDGE: mark("You can ask the judge on duty; 12348 tells you how."),
}
"""What both sides read where the roster names nobody."""
ON_DUTY: dict[NextStep, tuple[Supply, str]] = {
    NextStep.LAWYER: (Supply.LAWYER, mark("You can ask the lawyer on duty: {who}.")),
    NextStep.JUDGE: (Supply.JUDGE, mark("You can ask the judge on duty: {who}.")),
}
"""Where it does."""


def where_to(step: NextStep, sheet: MediationSheet, tr: Translator) -> PublicHtml:
    """Where both sides can go now, with name, phone and hours where somebody is on duty."""
    supply, says = ON_DUTY.get(step, (None, ""))
    if supply is None or supply not in sheet.on_duty:
        return tr.t(WHERE_TO[step])
    on_duty = sheet.on_duty[supply]
    who = glue(" ", [known(on_duty.name), known(on_duty.phone)])
    return tr.t(says, who=tr.t("{words} ({hours})", words=who, hours=known(on_duty.hours)) if on_duty.hours else who)


def press(label: str, mediation: Mediation, action: MediationAction | str, side: Side | None = None) -> Button:
    """A button of a mediation; `side`: for which one the mediator answers."""
    word = f"{action}.{side}" if side is not None else str(action)
    return Button(label, encode("md", mediation.id, word=word))


def _name(sheet: MediationSheet, tr: Translator) -> Html:
    return post_name(sheet.mediator, tr) if sheet.mediator is not None else tr.t("the mediator")


def _yours(sheet: MediationSheet, tr: Translator) -> Html:
    """What it is called to this reader: by the number to whoever knows it; the other side has never heard one."""
    if Part.OTHER in sheet.parts:
        return tr.t("🤝 Mediation")
    return tr.t("🤝 {number}, mediation", number=number_words(sheet.issue, tr))


def _side_buttons(sheet: MediationSheet, tr: Translator) -> tuple[Button, ...]:
    mediation = sheet.mediation
    say = press(tr.t("A word to the mediator"), mediation, MediationAction.SAY)
    stop = press(tr.t("I don't want it any more"), mediation, "stop?")
    return (say, stop) if mediation.state in BOTH_AGREE else (stop,) if mediation.open else ()


# --- the question whether to agree to it


def asks_for_it(number: Html, mediator: Html, tr: Translator) -> Html:
    """Whoever reported it wants a mediator: what that is, and who the other side is."""
    return tr.t(
        "🤝 {number}: {mediator} can talk it over with both of you. It goes to no group, what you say goes to the "
        "mediator alone, and you can stop whenever you like. Who is the other side, and where?",
        number=number,
        mediator=mediator,
    )


def asks_who(number: Html, tr: Translator) -> Html:
    """Whoever has the matter says it."""
    return tr.t("{number}: who is the other side, and where? The mediator alone reads it.", number=number)


def no_mediator(tr: Translator) -> Html:
    """Nobody who could, whoever asks."""
    return tr.t("There is no mediator in the roster here whom I can reach.")


def asked_first(sheet: MediationSheet, tr: Translator) -> View:
    """Whoever reported it."""
    mediation = sheet.mediation
    text = tr.t(
        "🤝 {number}: {mediator} could talk it over with you and your neighbour.\n"
        "If you agree, {mediator} reads what you reported, and then asks your neighbour. What you say goes to the "
        "mediator alone: to no group, and not to your neighbour unless you press so. You can stop whenever you like.",
        number=number_words(sheet.issue, tr),
        mediator=_name(sheet, tr),
    )
    return _yes_or_no(text, mediation, tr)


def asked_other(sheet: MediationSheet, tr: Translator) -> View:
    """The other side: that a neighbour would like to talk, and neither who nor what he said."""
    text = tr.t(
        "🤝 A neighbour would like to talk something over with you, with the help of {mediator}. Nobody has decided "
        "who is right.\nWhat you say goes to the mediator alone: to no group, and not to the neighbour unless you "
        "press so. You need not, and you can stop whenever you like.",
        mediator=_name(sheet, tr),
    )
    return _yes_or_no(text, sheet.mediation, tr)


def by_link(sheet: MediationSheet, code: str, tr: Translator, *, known: bool) -> View:
    """The same for whoever opens the link: its buttons carry the code, for nobody knows yet who that is."""
    view = asked_other(sheet, tr)
    notice = tr.t(
        "I am the neighbourhood's assistant. What you write to the mediator is deleted 30 days after the end, and by "
        "/forget at once. This programme's servers are abroad."
    )
    buttons = [
        Button(one.text, encode("md_link", word=f"{word}.{code}"))
        for (one,), word in zip(view.buttons, (MediationAction.CONSENT, MediationAction.STOP), strict=True)
    ]
    return View(view.text if known else put("{}\n\n{}", view.text, notice), rows(*buttons))


def _yes_or_no(text: Html, mediation: Mediation, tr: Translator) -> View:
    yes = press(tr.t("Yes, let us talk"), mediation, MediationAction.CONSENT)
    no = press(tr.t("No, thank you"), mediation, MediationAction.STOP)
    return View(text, rows(yes, no))


def _asked(sheet: MediationSheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    state = sheet.mediation.state
    if state is MediationState.ASKING_FIRST and Part.FIRST in sheet.parts:
        return asked_first(sheet, tr)
    return asked_other(sheet, tr) if state is MediationState.ASKING_OTHER and Part.OTHER in sheet.parts else None


# --- what a side is told


def _begun(sheet: MediationSheet, tr: Translator, ctx: RenderContext) -> View | None:
    text = tr.t(
        "{what}: both of you are willing. {mediator} will propose a time. Answer this message with whatever you want "
        "to say first: the mediator alone reads it.",
        what=_yours(sheet, tr),
        mediator=_name(sheet, tr),
    )
    return View(text, rows(_side_buttons(sheet, tr)))


def _time(sheet: MediationSheet, tr: Translator, ctx: RenderContext) -> View | None:
    mediation = sheet.mediation
    if mediation.meets_at is None or mediation.meets_at <= ctx.now:
        return None
    text = tr.t(
        "{what}: {mediator} proposes to meet {time}.\n{words}\nCan you come?",
        what=_yours(sheet, tr),
        mediator=_name(sheet, tr),
        time=_when(sheet, tr, ctx),
        words=words_of(mediation.meets, tr),
    )
    yes = press(tr.t("I come"), mediation, MediationAction.COME)
    no = press(tr.t("Another time"), mediation, MediationAction.OTHER_TIME)
    return View(text, rows((yes, no)))


def _both_come(sheet: MediationSheet, tr: Translator, ctx: RenderContext) -> View | None:
    if sheet.mediation.meets_at is None:
        return None
    return View(tr.t("{what}: both of you come. {time}", what=_yours(sheet, tr), time=_meeting(sheet, tr, ctx)))


def _eve(sheet: MediationSheet, tr: Translator, ctx: RenderContext) -> View | None:
    mediation = sheet.mediation
    if mediation.meets_at is None:
        return None
    text = tr.t("{what}: a reminder. {time}", what=_yours(sheet, tr), time=_meeting(sheet, tr, ctx))
    if Part.MEDIATOR in sheet.parts:
        return View(text)
    return View(text, rows(press(tr.t("Another time"), mediation, MediationAction.OTHER_TIME)))


def _proposed(sheet: MediationSheet, tr: Translator, ctx: RenderContext) -> View | None:
    mediation = sheet.mediation
    if mediation.state is not MediationState.PROPOSED or not sheet.knows(Told.AGREEMENT):
        return None
    text = tr.t(
        "{what}: {mediator} wrote down what you agreed on:\n{words}\nIs that so? It counts once both of you say yes.",
        what=_yours(sheet, tr),
        mediator=_name(sheet, tr),
        words=words_of(mediation.agreement, tr),
    )
    yes = press(tr.t("Yes, that is so"), mediation, MediationAction.CONFIRM)
    no = press(tr.t("No, not so"), mediation, MediationAction.NOT_SO)
    return View(text, rows(yes, no))


def _talk_on(sheet: MediationSheet, tr: Translator, ctx: RenderContext) -> View | None:
    text = tr.t(
        "{what}: the sentence was not quite right. {mediator} talks with you both once more.",
        what=_yours(sheet, tr),
        mediator=_name(sheet, tr),
    )
    return View(text, rows(_side_buttons(sheet, tr)))


def _vacant(sheet: MediationSheet, tr: Translator, ctx: RenderContext) -> View | None:
    text = tr.t(
        "{what}: the mediator cannot go on. The community looks for another, and asks you first. Nobody else is shown "
        "what you said.",
        what=_yours(sheet, tr),
    )
    return View(text, rows(_side_buttons(sheet, tr)))


def _over(sheet: MediationSheet, tr: Translator, ctx: RenderContext) -> View | None:
    mediation, what = sheet.mediation, _yours(sheet, tr)
    match mediation.state:
        case MediationState.AGREED:
            words = words_of(mediation.agreement, tr)
            return View(
                tr.t(
                    "{what}: agreed, both of you said yes.\n{words}\nOnly the two of you and the mediator have this "
                    "sentence.",
                    what=what,
                    words=words,
                )
            )
        case MediationState.NOT_AGREED:
            where = where_to(mediation.next_step, sheet, tr) if mediation.next_step is not None else NOTHING
            return View(tr.t("{what}: it was not settled this time. {where}", what=what, where=where))
        case MediationState.STOPPED:
            return View(
                tr.t(
                    "{what}: the other side does not want to talk, or no more. It ends here, and what you said stays "
                    "with the mediator. When things get rough, call 110; a lawyer, without paying: 12348.",
                    what=what,
                )
            )
        case MediationState.ENDED:
            return View(tr.t("{what}: it ends here. What you said stays with the mediator.", what=what))
    return None


ToSide = Callable[[MediationSheet, Translator, RenderContext], View | None]
TO_SIDES: dict[News, ToSide] = {
    "begun": _begun,
    "time": _time,
    "both_come": _both_come,
    "eve": _eve,
    "proposed": _proposed,
    "talk_on": _talk_on,
    "vacant": _vacant,
    "over": _over,
}


def _told(sheet: MediationSheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    tell = TO_SIDES.get(maybe(row.data, OfSide).what)
    return tell(sheet, tr, ctx) if tell is not None else None


def _when(sheet: MediationSheet, tr: Translator, ctx: RenderContext) -> Html:
    assert sheet.mediation.meets_at is not None
    return clock_time(sheet.mediation.meets_at, ctx.now, ctx.settings.zone, tr)


def _meeting(sheet: MediationSheet, tr: Translator, ctx: RenderContext) -> Html:
    """When, with the mediator's words, which name the place."""
    return put("{} {}", _when(sheet, tr, ctx), words_of(sheet.mediation.meets, tr))


# --- words


def _said(sheet: MediationSheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """A word, to the one who may read it."""
    entry, mediation, kind = sheet.entry, sheet.mediation, maybe(row.data, OfSide).what
    if entry is None or (not mediation.open and kind != "danger"):
        return None
    words = words_of(entry.text, tr)
    what = read(entry.data, Word)
    if Part.MEDIATOR in sheet.parts and what.side is not None:
        return _to_mediator(sheet, what.side, kind, words, tr)
    released = what.released and entry.person_id not in (None, mediation.mediator_id)
    if released:
        text = tr.t("{what}: the other side wants you to read this: {words}", what=_yours(sheet, tr), words=words)
    else:
        text = tr.t(
            "{what}, {mediator}: {words}\n(Answer this message: the mediator alone reads it.)",
            what=_yours(sheet, tr),
            mediator=_name(sheet, tr),
            words=words,
        )
    return View(text, rows(_side_buttons(sheet, tr)))


def _to_mediator(sheet: MediationSheet, side: Side, kind: str, words: Html, tr: Translator) -> View:
    facts = {"number": number_words(sheet.issue, tr), "side": tr.t(SIDES[side]), "words": words}
    if kind == "pass_on":
        return View(tr.t("🤝 {number}: {side} wants the other side to hear this. Please tell them: {words}", **facts))
    hint = tr.t("For you alone. Answer this message: it goes to that side, and to nobody else.")
    said = {
        "danger": tr.t(
            "🆘 {number}, {side}: {words}\nThat sounds like danger: I gave the advice and the numbers. Please call "
            "them, and bring nobody together now.",
            **facts,
        ),
        "not_so": tr.t("🤝 {number}: {side} says the sentence is not right: {words}", **facts),
    }.get(kind, tr.t("🤝 {number}, {side}: {words}", **facts))
    return View(put("{}\n{}", said, hint), rows(press(tr.t("How it stands"), sheet.mediation, "see")))


def kept(mediation: Mediation, entry_id: int, tr: Translator, name: Html) -> View:
    """To a side that has just said something."""
    text = tr.t("✓ {mediator} has it, and nobody else.", mediator=name)
    if mediation.state not in BOTH_AGREE:
        return View(text)
    release = button(tr.t("The other side may read it"), "md_release", mediation.id, entry_id)
    return View(text, rows(release))


# --- the mediator's card


def card(sheet: MediationSheet, tr: Translator, ctx: RenderContext) -> View:
    """How it stands, and what can be done now."""
    mediation, issue = sheet.mediation, sheet.issue
    title = {"number": number_words(issue, tr), "kind": matter_name(issue, tr)}
    lines: list[Html] = [
        put("<b>{}</b> · {}", tr.t("🤝 Mediation, {number} {kind}", **title), tr.t(STATES[mediation.state])),
        put("📍 {}", known(sheet.place)),
    ]
    if mediation.open and sheet.knows(Told.MATTER):
        lines.append(tr.t("Reported: {words}", words=words_of(issue.text, tr)))
        lines.append(tr.t("The other side: {words}", words=esc(mediation.other)))
    if mediation.open:
        lines += [put("· {}{}{}", tr.t(SIDES[side]), colon(tr), _stands(mediation, side, tr)) for side in Side]
    if mediation.open and mediation.meets_at is not None:
        lines.append(tr.t("You meet: {time}", time=_meeting(sheet, tr, ctx)))
    if mediation.agreement:
        lines.append(put("📝 {}", words_of(mediation.agreement, tr)))
    lines.append(_hint(sheet, tr, ctx))
    return View(glue("\n", [one for one in lines if one]), _card_buttons(mediation, tr))


STATES: dict[MediationState, str] = {
    MediationState.ASKING_FIRST: mark("the resident is being asked"),
    MediationState.ASKING_OTHER: mark("ask the other side"),
    MediationState.TALKING: mark("both are willing"),
    MediationState.PROPOSED: mark("both are asked whether it is so"),
    MediationState.VACANT: mark("without a mediator"),
    MediationState.AGREED: mark("both agreed"),
    MediationState.NOT_AGREED: mark("not agreed"),
    MediationState.STOPPED: mark("a side does not want it"),
    MediationState.ENDED: mark("ended"),
}


def _stands(mediation: Mediation, side: Side, tr: Translator) -> Html:
    """What a side has answered last."""
    if mediation.state is MediationState.PROPOSED:
        return {True: tr.t("says that it is so"), False: tr.t("says it is not so"), None: tr.t("not answered yet")}[
            mediation.answer(side, "confirms")
        ]
    if mediation.meets_at is not None:
        return {True: tr.t("comes"), False: tr.t("cannot at that time"), None: tr.t("not answered yet")}[
            mediation.answer(side, "comes")
        ]
    return tr.t("willing") if mediation.answer(side, "agrees") else tr.t("not asked yet")


def _hint(sheet: MediationSheet, tr: Translator, ctx: RenderContext) -> Html:
    mediation = sheet.mediation
    if mediation.state is MediationState.ASKING_OTHER and mediation.other_id is None:
        link = known(f"https://t.me/{ctx.bot_username}?start={START}{mediation.code}")
        return tr.t(
            "Hand this link to the other side alone: it says neither who reported it nor what. Or ask in person, and "
            "press what the answer was.\n{link}",
            link=link,
        )
    if mediation.state in BOTH_AGREE and None in (mediation.first_id, mediation.other_id):
        return tr.t("Whoever reads nothing here hears from you: press what the answer was.")
    if mediation.state in BOTH_AGREE:
        return tr.t("What each side says to you stays with you. Answer its message to write to that side alone.")
    if mediation.state is MediationState.NOT_AGREED and mediation.next_step is not None:
        return where_to(mediation.next_step, sheet, tr)
    return NOTHING


def _card_buttons(mediation: Mediation, tr: Translator) -> tuple[tuple[Button, ...], ...]:
    a = MediationAction
    if mediation.state not in WITH_MEDIATOR:
        return ()
    lines: list[tuple[Button, ...]] = []
    for side in Side:
        lines += _in_person(mediation, side, tr)
    labels = {
        a.APPOINT: tr.t("Propose a time"),
        a.PROPOSE: tr.t("They agree"),
        a.NO_AGREEMENT: tr.t("They don't agree"),
        a.GIVE_BACK: tr.t("I can't do it"),
    }
    own = [
        press(label, mediation, f"{one}?" if one is a.GIVE_BACK else one)
        for one, label in labels.items()
        if possible(mediation.state, one)
    ]
    says = [
        press(
            tr.t("Write to whoever reported it") if one is Side.FIRST else tr.t("Write to the other side"),
            mediation,
            a.SAY,
            one,
        )
        for one in Side
        if mediation.person(one) is not None
    ]
    return rows(*lines, *(tuple(own[i : i + 2]) for i in range(0, len(own), 2)), tuple(says))


def _in_person(mediation: Mediation, side: Side, tr: Translator) -> list[tuple[Button, ...]]:
    """What a side without an account said when it was asked in person."""
    a, first = MediationAction, side is Side.FIRST
    if mediation.person(side) is not None:
        return []
    if mediation.state is MediationState.ASKING_OTHER:
        yes, no = (tr.t("Asked in person: yes"), a.CONSENT), (tr.t("Asked in person: no"), a.STOP)
        asked = not first
    elif mediation.state is MediationState.PROPOSED:
        yes = (tr.t("The reporter: it is so") if first else tr.t("The other side: it is so"), a.CONFIRM)
        no = (tr.t("The reporter: not so") if first else tr.t("The other side: not so"), a.NOT_SO)
        asked = mediation.answer(side, "confirms") is None
    else:
        yes = (tr.t("The reporter comes") if first else tr.t("The other side comes"), a.COME)
        no = (tr.t("The reporter stops") if first else tr.t("The other side stops"), a.STOP)
        asked = mediation.meets_at is not None and mediation.answer(side, "comes") is None
    return [(press(yes[0], mediation, yes[1], side), press(no[0], mediation, no[1], side))] if asked else []


def _card(sheet: MediationSheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    return card(sheet, tr, ctx) if Part.MEDIATOR in sheet.parts else None


def seen(sheet: MediationSheet, tr: Translator, now: datetime, settings: Settings, username: str) -> View:
    """The card, asked for by a press."""
    return card(sheet, tr, RenderContext(now=now, settings=settings, bot_username=username))


def own(sheet: MediationSheet, tr: Translator, ctx: RenderContext) -> View:
    """How it stands for a side: what it is asked, with its buttons, if anything."""
    mediation = sheet.mediation
    side = Side.FIRST if Part.FIRST in sheet.parts else Side.OTHER
    asked = None
    if mediation.state is MediationState.PROPOSED and mediation.answer(side, "confirms") is None:
        asked = _proposed(sheet, tr, ctx)
    elif mediation.state is MediationState.TALKING and mediation.answer(side, "comes") is None:
        asked = _time(sheet, tr, ctx)
    elif mediation.answer(side, "agrees") is None:
        asked = asked_first(sheet, tr) if side is Side.FIRST else asked_other(sheet, tr)
    if asked is not None:
        return asked
    meets = _meeting(sheet, tr, ctx) if mediation.meets_at is not None else NOTHING
    text = tr.t("{what}: {state}. {time}", what=_yours(sheet, tr), state=tr.t(STATES[mediation.state]), time=meets)
    return View(text, rows(_side_buttons(sheet, tr)))


def sure(mediation: Mediation, action: str, tr: Translator) -> View:
    """What cannot be undone is asked once more."""
    labels = {
        str(MediationAction.STOP): (tr.t("Stop the mediation? Nobody has to say why."), tr.t("Yes, stop it")),
        str(MediationAction.CALL_OFF): (tr.t("End the mediation? The sides are told."), tr.t("Yes, end it")),
        str(MediationAction.GIVE_BACK): (
            tr.t("Give it back? Another mediator begins anew with both."),
            tr.t("Yes, give it back"),
        ),
    }
    text, yes = labels[action]
    return View(text, rows(press(yes, mediation, action), press(tr.t("No, let us go on"), mediation, KEEP)))


def where_next(sheet: MediationSheet, tr: Translator) -> View:
    """Not agreed: where can they go? To a judge only where one is on duty."""
    mediation = sheet.mediation
    open_to = [one for one in NEXT if one is not NextStep.JUDGE or Supply.JUDGE in sheet.on_duty]
    buttons = [button(tr.t(NEXT[one]), "md_next", mediation.id, word=str(one)) for one in open_to]
    text = tr.t("Where can they go now? Both sides read it, and the mediation ends by it.")
    return View(text, rows(*in_rows(buttons), press(tr.t("No, let us go on"), mediation, KEEP)))


def asks_for(sheet: MediationSheet, what: str, side: str, tr: Translator) -> View:
    """For the words of an action."""
    name = _name(sheet, tr)
    asked = {
        str(MediationAction.OTHER_TIME): tr.t("When can you come? {mediator} reads it.", mediator=name),
        str(MediationAction.NOT_SO): tr.t("What is not right? {mediator} alone reads it.", mediator=name),
        str(MediationAction.APPOINT): tr.t(
            "When and where, in one message? For example: Saturday, 3 in the afternoon, meeting room. Both sides "
            "read it."
        ),
        str(MediationAction.PROPOSE): tr.t(
            "What do they agree on, in one sentence? Both sides are asked whether it is so."
        ),
    }
    if what in asked:
        return View(asked[what])
    if Part.MEDIATOR in sheet.parts:
        whom = tr.t(SIDES[Side(side)])
        return View(tr.t("What do you want to say? It goes to {side} alone.", side=whom))
    return View(tr.t("What do you want to say? {mediator} alone reads it.", mediator=name))


def appointed(mediation: Mediation, tr: Translator, now: datetime, zone: ZoneInfo) -> View:
    """How it was understood."""
    assert mediation.meets_at is not None
    time = clock_time(mediation.meets_at, now, zone, tr)
    return View(tr.t("✓ {time}: both sides are asked whether they come.", time=time))


# --- whoever has the matter, and the mediator's reminder


def _news(sheet: MediationSheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    what, mediation = maybe(row.data, OfSide).what, sheet.mediation
    if what == "eve":
        return _eve(sheet, tr, ctx) if Part.MEDIATOR in sheet.parts else None
    if Part.KEEPER not in sheet.parts:
        return None
    number = number_words(sheet.issue, tr)
    off = press(tr.t("End it"), mediation, "call_off?")
    if what == "vacant" and mediation.state is MediationState.VACANT:
        other = press(tr.t("Another mediator"), mediation, MediationAction.CHOOSE)
        return View(
            tr.t("🤝 {number}: the mediator cannot go on. Please choose another.", number=number), rows(other, off)
        )
    if what == "asked" and mediation.open:
        text = tr.t(
            "🤝 {number}: whoever reported it asked {mediator} to talk it over with both.",
            number=number,
            mediator=_name(sheet, tr),
        )
        return View(text, rows((button(tr.t("Show it"), "s_open", sheet.issue.id), off)))
    if what == "still" and mediation.open:
        text = tr.t("🤝 {number}: nothing has happened in the mediation for days.", number=number)
        return View(text, rows(off))
    if what != "over":
        return None
    return View(_outcome(sheet, number, tr), rows((button(tr.t("Show it"), "s_open", sheet.issue.id),)))


def _outcome(sheet: MediationSheet, number: Html, tr: Translator) -> Html:
    """How it ended, and not a word of it."""
    mediation = sheet.mediation
    if mediation.state is MediationState.AGREED:
        return tr.t(
            "🤝 {number}: the mediation is over, both sides agreed. On what, the two of them and the mediator know. Is "
            "the matter done by it?",
            number=number,
        )
    if mediation.state is MediationState.NOT_AGREED and mediation.next_step is not None:
        step = tr.t(NEXT[mediation.next_step])
        return tr.t("🤝 {number}: the mediation ended without agreement. Next: {step}", number=number, step=step)
    if mediation.state is MediationState.STOPPED:
        return tr.t("🤝 {number}: a side does not want the mediation, or no more.", number=number)
    return tr.t("🤝 {number}: the mediation is over.", number=number)


RENDER: dict[Kind, Renderer] = {
    Kind.MEDIATION_ASKED: gathered(MediationSheet, _asked),
    Kind.MEDIATION_CARD: gathered(MediationSheet, _card),
    Kind.MEDIATION_SAID: gathered(MediationSheet, _said),
    Kind.MEDIATION_TOLD: gathered(MediationSheet, _told),
    Kind.MEDIATION_NEWS: gathered(MediationSheet, _news),
}
SAYS = frozenset(RENDER)
"""Messages that are about a mediation."""
