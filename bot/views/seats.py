"""Seats and groups changing hands: what the newcomer, the one before, and those who look after an area are told."""

from collections.abc import Callable

from bot.callbacks import encode
from bot.views.common import post_name
from bot.views.context import RenderContext
from bot.views.home import keys, staff_keys
from bot.views.pieces import Renderer, gathered
from bot.views.view import NOTHING, Button, View, esc, glue, put, rows
from casework.data import read
from casework.frozen import frozen
from casework.messages import Kind
from casework.model.conversation import Message
from casework.model.people import Post, Role
from casework.neighbourhood.rights import OVERSEERS
from casework.told import OfSeat, Unbound
from locales.markup import Html
from locales.translator import Translator


@frozen
class About:
    """What such a message is about: the post and where it is; the newcomer's name, and whether he still waits (or
    whoever left the group is still out of it, and in the post); or the group's title. `staff`: whether the reader holds
    a post."""

    post: Post | None = None
    place: str = ""
    name: str = ""
    waits: bool = False
    title: str = ""
    staff: bool = False


def _where(post: Post, place: str, tr: Translator) -> Html:
    return put("{} · {}", post_name(post, tr), esc(place)) if place else post_name(post, tr)


def welcome(post: Post, place: str, tr: Translator) -> View:
    """The seat is taken."""
    board = post.role in OVERSEERS
    below = tr.t("When somebody needs you, I write to you here. The keys below show your work and your area.")
    lines: list[Html] = [
        tr.t("Welcome. You are now: {post}", post=post_name(post, tr)),
        tr.t("Where: {place}", place=esc(place)) if place else NOTHING,
        below if board else tr.t("When somebody needs you, I write to you here. The keys below show your work."),
    ]
    if post.role is Role.ADMIN:
        lines.append(tr.t("As administrator: /links gives out the links of free posts, /bind in a group ties it here."))
    return View(glue("\n", [line for line in lines if line]), keys=staff_keys(tr, board=board))


def asked_first(post: Post, place: str, tr: Translator) -> View:
    """The seat is taken by somebody else."""
    text = tr.t(
        "Somebody holds this post now: {post}. I am asking whether it is handed over to you, and tell you.",
        post=_where(post, place, tr),
    )
    return View(text)


def answered(post: Post, name: str, tr: Translator, *, agreed: bool) -> View:
    """What the one who was asked has decided."""
    facts = {"post": post_name(post, tr), "name": esc(name)}
    return View(
        tr.t("✓ {post} is {name}'s now.", **facts)
        if agreed
        else tr.t("{post} stays as it is. The link is void.", **facts)
    )


def _asked(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    if about.post is None or not about.waits:
        return None
    where = _where(about.post, about.place, tr)
    text = tr.t(
        "{name} has opened the link of a post that is taken: {post}. Is the post handed over?",
        name=esc(about.name),
        post=where,
    )
    ids = about.post.id, read(row.data, OfSeat).person_id or 0
    yes = Button(tr.t("Yes, hand it over"), encode("s_seat", *ids, word="yes"), says="yes")
    no = Button(tr.t("No, it stays"), encode("s_seat", *ids, word="no"), says="no")
    return View(text, rows((yes, no)))


def _given(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    return welcome(about.post, about.place, tr) if about.post is not None else None


def _refused(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    if about.post is None:
        return None
    post = _where(about.post, about.place, tr)
    return View(tr.t("The post was not handed over to you: {post}. Please ask whoever gave you the link.", post=post))


def _expired(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    if about.post is None:
        return None
    post = _where(about.post, about.place, tr)
    if row.person_id == read(row.data, OfSeat).person_id:
        text = tr.t("Nobody has answered for a week whether you get this post: {post}. The link is void.", post=post)
        return View(put("{}\n{}", text, tr.t("Please ask whoever gave you the link for a new one.")))
    facts = {"name": esc(about.name), "post": post}
    return View(tr.t("{name} wanted this post: {post}. Nobody answered for a week; it stays as it is.", **facts))


def _lost(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    if about.post is None:
        return None
    post = _where(about.post, about.place, tr)
    text = tr.t(
        "Somebody else has taken over this post from you: {post}. Thank you for all you did. "
        "If that is not right, please tell an administrator.",
        post=post,
    )
    return View(text, keys=staff_keys(tr) if about.staff else keys(tr))


def _left(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    if about.post is None or about.post.person_id is not None:
        return None
    post = _where(about.post, about.place, tr)
    return View(tr.t("{post}: the post was given back, nobody holds it now. /links gives out its link.", post=post))


def _unbound(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    facts = {"title": esc(about.title), "area": esc(about.place)}
    if read(row.data, Unbound).gone:
        text = tr.t("I was removed from “{title}”. Nothing of {area} appears there any more.", **facts)
    else:
        text = tr.t("“{title}” was untied. Nothing of {area} appears there any more.", **facts)
    return View(put("{}\n{}", text, tr.t("To have it back: add me to the group, and send /bind there.")))


def _outside(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    if about.post is None or not about.waits:
        return None
    facts = {"post": _where(about.post, about.place, tr), "title": esc(about.title)}
    text = tr.t("{post} is not in “{title}” any more, but the post is kept: whoever holds it is still asked.", **facts)
    how = tr.t(
        "For somebody else an administrator sends the link of /links; whoever stops gives the post back by /tuichu."
    )
    return View(put("{}\n{}", text, how))


SAYS: dict[Kind, Callable[[About, Message, Translator, RenderContext], View | None]] = {
    Kind.SEAT_ASKED: _asked,
    Kind.SEAT_GIVEN: _given,
    Kind.SEAT_EXPIRED: _expired,
    Kind.SEAT_REFUSED: _refused,
    Kind.SEAT_LOST: _lost,
    Kind.SEAT_LEFT: _left,
    Kind.CHAT_UNBOUND: _unbound,
    Kind.LEFT_GROUP: _outside,
}


RENDER: dict[Kind, Renderer] = {kind: gathered(About, told) for kind, told in SAYS.items()}
