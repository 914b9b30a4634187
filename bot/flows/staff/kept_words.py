"""Words of staff that found no use: a form was too late, or only a press counts. They wait for one press more."""

from bot.callbacks import encode
from bot.flows.around import me
from bot.flows.kept import keep_in
from bot.flows.staff.relay import may_do
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views.cards import how_it_stands
from bot.views.common import number_words
from bot.views.refusals import refusal_words
from bot.views.view import Button, View, cut, esc, glue, rows
from casework.issue.sheet import sheet_of
from casework.model.issues import Action, Issue
from casework.neighbourhood.rights import What
from casework.questions import Offered
from casework.refusals import NotYours, Refusal

QUOTED = 200
"""UTF-16 units of the words that are said back; all of them are kept."""


async def give_back(turn: Turn, issue: Issue, got: Parts, why: Refusal | str) -> None:
    """Why they were no use, how the matter stands, the words, and what can become of them. Whoever has nothing to do
    with the matter any more reads nothing of it but the refusal."""
    tr, asked_id = turn.tr, turn.work.new_id()
    sheet = await sheet_of(issue, turn.at, turn.work, reader_id=me(turn).id)
    if isinstance(why, NotYours) and not await turn.work.posts_of(me(turn).id):
        why = tr.t("You hold no post here any more, so this step did not count.")
    lines = [esc(refusal_words(why, tr) if isinstance(why, Refusal) else why)]
    if isinstance(why, Refusal) and sheet.knows(What.CARD):
        lines.append(how_it_stands(sheet, tr, turn.work.settings.zone))
    if turn.private and got.text.strip():
        lines.append(tr.t("What you wrote has gone nowhere yet: “{words}”", words=esc(cut(got.text.strip(), QUOTED))))
    ids = (issue.id, me(turn).id, asked_id)
    buttons = []
    if await may_do(turn, issue, Action.NOTE):
        label = tr.t("Note it on {number}", number=number_words(issue, tr))
        buttons.append(Button(label, encode("s_word", *ids, word="note"), says="yes"))
    if turn.private:
        buttons.append(Button(tr.t("Something new"), encode("s_kept", *ids, word="new")))
    view = View(glue("\n", lines), rows(tuple(buttons)) if buttons else ())
    if not buttons:
        turn.say(view, vanish=not turn.private)
        return
    reply_to = None if turn.pressed else turn.message_id
    kept = keep_in(Offered(), turn, got)
    turn.ask("word", "press", view, about=issue.subject, beside=True, reply_to=reply_to, asked_id=asked_id, data=kept)
