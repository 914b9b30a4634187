"""Every record that a unit of work may add or change."""

from casework.hours import Day
from casework.model.audited import Audit
from casework.model.calls import Call, CallAnswer
from casework.model.chats import Chat, Link, Outside
from casework.model.conversation import Draft, Message, Question, Utterance, UtteranceMessage
from casework.model.deadlines import Deadline, Ping
from casework.model.issues import Issue, ListeningDay, MeToo, Outage, Promise, Report, Round, Sample, Verdict, VisitNote
from casework.model.mediations import Mediation
from casework.model.meetings import Meeting
from casework.model.people import Absence, HandedShift, Person, Post, Rota, Swap
from casework.model.places import HomeNote, Setting
from casework.model.said_to_many import Broadcast, Emergency
from casework.model.timeline import Attachment, Entry
from casework.model.volunteers import Volunteer
from casework.model.whistles import Whistle

Row = (
    Issue
    | Report
    | Round
    | Sample
    | Promise
    | Deadline
    | Ping
    | Entry
    | Attachment
    | Draft
    | VisitNote
    | MeToo
    | Verdict
    | Outside
    | Message
    | Person
    | Post
    | Chat
    | Utterance
    | UtteranceMessage
    | Question
    | Link
    | Audit
    | Setting
    | Day
    | Rota
    | Swap
    | Absence
    | HandedShift
    | Whistle
    | Outage
    | Meeting
    | Mediation
    | ListeningDay
    | Broadcast
    | Emergency
    | HomeNote
    | Volunteer
    | Call
    | CallAnswer
)
