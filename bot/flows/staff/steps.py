"""Something that is entered step by step: what is said so far lies in the question that is asked next."""

from datetime import timedelta

from bot.incoming.turn import LASTS, Turn, showing
from bot.views.view import View
from casework.frozen import frozen
from casework.model.conversation import Question
from casework.questions import Asked


@frozen
class Steps:
    """The questions of one flow, of which one is asked at a time."""

    flow: str
    names: tuple[str, ...]
    lasts: timedelta = LASTS

    def ask(self, turn: Turn, step: str, view: View, data: Asked) -> None:
        """The next one; a press changes its message."""
        for older in [one for name in self.names for one in turn.waiting(f"{self.flow}.{name}")]:
            turn.close(older)
        if turn.pressed:
            turn.edit(view)
            turn.ask(self.flow, step, lasts=self.lasts, data=showing(data, view))
        else:
            turn.ask(self.flow, step, view, lasts=self.lasts, data=data)

    def asked(self, turn: Turn, *names: str) -> Question | None:
        """What is being asked, of any name without names; None: the button is out of date, or under an older question
        than the one that stands, and the person told so."""
        found = (one for name in names or self.names for one in turn.waiting(f"{self.flow}.{name}"))
        if (question := next(found, None)) is not None and turn.pressed_elsewhere(question):
            question = None
        if question is None:
            turn.out_of_date()
            turn.edit(View())
        return question
