"""The people's side over HTTP: /api and /clock (docs/sandbox.md, openapi.json)."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sandbox import apps, people, views
from sandbox.botapi.call import Upload
from sandbox.clock import SETTLE_TIMEOUT
from sandbox.errors import Json, Refused
from sandbox.events import Log
from sandbox.model import Topic
from sandbox.sse import KEEP_ALIVE, EventStream
from sandbox.world import World


class _Id(Convertor[int]):
    """A Telegram id: those of groups are negative, which Starlette's own `int` does not take."""

    regex = "-?[0-9]+"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return str(value)


register_url_convertor("id", _Id())
Action = Callable[[World, Request, Json], Any | Awaitable[Any]]
ROUTES: list[BaseRoute] = []
OPENAPI = Path(__file__).with_name("openapi.json")


def world_of(request: Request) -> World:
    """The world that this application serves."""
    world: World = request.app.state.world
    return world


async def _body(request: Request) -> Json:
    raw = await request.body()
    if not raw.strip():
        return {}
    try:
        body = json.loads(raw)
    except ValueError:
        raise Refused("the body is not JSON") from None
    if not isinstance(body, dict):
        raise Refused("the body must be a JSON object")
    return body


def route(verb: str, path: str) -> Callable[[Action], Action]:
    """Register an action; it gets the world, the request and the JSON body, and gives what to answer."""

    def register(action: Action) -> Action:
        async def endpoint(request: Request) -> Response | EventStream:
            try:
                body = {} if _is_form(request) else await _body(request)
                result = action(world_of(request), request, body)
                if isinstance(result, Awaitable):
                    result = await result
                return result if isinstance(result, Response | EventStream) else JSONResponse(result)
            except Refused as error:
                return JSONResponse({"error": str(error), **error.more}, error.status)
            except KeyError as error:
                return JSONResponse({"error": f"{error.args[0]} is required"}, 400)
            except (TypeError, ValueError, AttributeError) as error:
                return JSONResponse({"error": f"a value of the wrong kind: {error}"}, 400)

        ROUTES.append(Route(path, endpoint, methods=[verb], name=action.__name__))
        return action

    return register


def _is_form(request: Request) -> bool:
    return request.headers.get("content-type", "").startswith("multipart/form-data")


def _int(request: Request, name: str) -> int:
    return int(request.path_params[name])


def _query_int(request: Request, name: str) -> int | None:
    value = request.query_params.get(name)
    return int(value) if value else None


# People, bots, chats


@route("POST", "/api/bots")
def add_bot(world: World, request: Request, body: Json) -> Json:
    bot = world.add_bot(body)
    return {"id": bot.id, "token": bot.token, "username": bot.user.username, "name": bot.user.first_name}


@route("GET", "/api/bots")
def list_bots(world: World, request: Request, body: Json) -> list[Json]:
    return [bot.user.as_json() | {"can_read_all_group_messages": bot.can_read_all} for bot in world.bots.values()]


@route("PATCH", "/api/bots/{bot:id}")
def change_bot(world: World, request: Request, body: Json) -> Json:
    bot = world.bot(_int(request, "bot"))
    if "can_read_all_group_messages" in body:
        bot.can_read_all = bool(body["can_read_all_group_messages"])
    return bot.user.as_json() | {"can_read_all_group_messages": bot.can_read_all}


@route("POST", "/api/bots/{bot:id}/updates")
def inject_update(world: World, request: Request, body: Json) -> Json:
    queue = world.bot(_int(request, "bot")).queue
    ids = [queue.put(kind, payload) for kind, payload in body.items() if kind != "update_id"]
    world.clock.settled.notify()
    return {"update_ids": ids}


@route("GET", "/api/bots/{bot:id}/commands")
def bot_commands(world: World, request: Request, body: Json) -> Json:
    bot = world.bot(_int(request, "bot"))
    user = _query_int(request, "user")
    commands = people.commands_view(world, bot.id, user, _query_int(request, "chat"))
    return {"commands": commands, "menu_button": apps.menu_button(bot, user or 0)}


@route("POST", "/api/users")
def add_user(world: World, request: Request, body: Json) -> Json:
    return world.add_user(body).as_json()


@route("GET", "/api/users")
def list_users(world: World, request: Request, body: Json) -> list[Json]:
    return [user.as_json() | {"deactivated": user.deactivated} for user in world.users.values()]


@route("POST", "/api/users/{user:id}/photo")
async def add_photo(world: World, request: Request, body: Json) -> Json:
    files: dict[str, list[Upload]] = {}
    if _is_form(request):
        body, files = await _form(request)
    user = world.user(_int(request, "user"))
    uploads = {kind: parts[0] for kind, parts in files.items() if kind == "photo"}
    content = people.content_of(world, {"photo": body}, uploads)
    user.photos.insert(0, content["photo"])
    return {"user": user.id, "photo": content["photo"]}


@route("POST", "/api/users/{user:id}/deactivate")
def deactivate(world: World, request: Request, body: Json) -> Json:
    user = world.user(_int(request, "user"))
    user.deactivated = True
    world.emit("user", user=user.as_json() | {"deactivated": True})
    return user.as_json() | {"deactivated": True}


@route("POST", "/api/chats")
def create_chat(world: World, request: Request, body: Json) -> Json:
    return views.chat_json(world, people.create_chat(world, body))


@route("GET", "/api/chats")
def list_chats(world: World, request: Request, body: Json) -> list[Json]:
    return [
        views.chat_json(world, chat) | {"migrated_to": chat.migrated_to.id if chat.migrated_to else None}
        for chat in world.chats.values()
    ]


@route("GET", "/api/chats/{chat:id}")
def get_chat(world: World, request: Request, body: Json) -> Json:
    chat = world.chat(_int(request, "chat"))
    return {
        "chat": views.chat_json(world, chat),
        "members": people.members_view(world, chat),
        "topics": [topic.as_json() | {"closed": topic.closed} for topic in chat.topics.values()],
        "messages": [views.person_message(world, message) for message in chat.messages.values()],
        "migrated_to": chat.migrated_to.id if chat.migrated_to else None,
    }


@route("POST", "/api/chats/{chat:id}/topics")
def add_topic(world: World, request: Request, body: Json) -> Json:
    chat = world.chat(_int(request, "chat"))
    if not chat.is_forum:
        raise Refused("the chat is not a forum", 409)
    by = int(body.get("by") or next(user for user, m in chat.members.items() if m.status == "creator"))
    return world.open_topic(chat, str(body["name"]), by).as_json()


def _topic(world: World, request: Request) -> Topic:
    topic = world.chat(_int(request, "chat")).topics.get(_int(request, "thread"))
    if topic is None:
        raise Refused("no such topic", 404)
    return topic


@route("PATCH", "/api/chats/{chat:id}/topics/{thread:id}")
def change_topic(world: World, request: Request, body: Json) -> Json:
    topic, chat = _topic(world, request), world.chat(_int(request, "chat"))
    by = next(user for user, m in chat.members.items() if m.status == "creator")
    if "closed" in body and bool(body["closed"]) != topic.closed:
        world.close_topic(chat, topic, bool(body["closed"]), by)
    return topic.as_json() | {"closed": topic.closed}


@route("DELETE", "/api/chats/{chat:id}/topics/{thread:id}")
def delete_topic(world: World, request: Request, body: Json) -> Json:
    topic, chat = _topic(world, request), world.chat(_int(request, "chat"))
    for message in [m for m in chat.messages.values() if m.thread == topic.id]:
        world.delete(message)
    del chat.topics[topic.id]
    world.emit("topic", chat=chat.id, topic=topic.as_json(), deleted=True)
    return topic.as_json()


@route("POST", "/api/chats/{chat:id}/members")
def change_member(world: World, request: Request, body: Json) -> Json:
    return people.change_member(world, world.chat(_int(request, "chat")), body)


@route("DELETE", "/api/chats/{chat:id}/members/{user:id}")
def remove_member(world: World, request: Request, body: Json) -> Json:
    user = _int(request, "user")
    by = _query_int(request, "by")
    # Who is removed by somebody else is banned, as Telegram's apps do it.
    kicked = request.query_params.get("kick") in ("1", "true") or user in world.bots or by not in (None, user)
    by = by or (None if kicked else user)
    change = {"user": user, "status": "kicked" if kicked else "left", "by": by}
    return people.change_member(world, world.chat(_int(request, "chat")), change)


@route("POST", "/api/chats/{chat:id}/migrate")
def migrate(world: World, request: Request, body: Json) -> Json:
    chat = world.chat(_int(request, "chat"))
    by = int(body.get("by") or next(user for user, m in chat.members.items() if m.status == "creator"))
    return views.chat_json(world, world.migrate(chat, by))


# What a person does


@route("POST", "/api/users/{user:id}/start")
def start(world: World, request: Request, body: Json) -> Json:
    user = world.user(_int(request, "user"))
    return views.person_message(world, people.start(world, user.id, int(body["bot"]), body.get("payload")))


@route("POST", "/api/users/{user:id}/startgroup")
def start_group(world: World, request: Request, body: Json) -> Json:
    user = world.user(_int(request, "user"))
    message = people.start_group(world, user.id, int(body["bot"]), int(body["chat"]), body.get("payload"))
    return views.person_message(world, message)


@route("POST", "/api/users/{user:id}/messages")
async def write(world: World, request: Request, body: Json) -> Json | list[Json]:
    files: dict[str, list[Upload]] = {}
    if _is_form(request):
        body, files = await _form(request)
    sent = people.send(world, _int(request, "user"), body, files)
    shown = [views.person_message(world, message) for message in sent]
    return shown[0] if len(shown) == 1 else shown


async def _form(request: Request) -> tuple[Json, dict[str, list[Upload]]]:
    body: Json = {}
    files: dict[str, list[Upload]] = {}
    async with request.form() as form:
        for name, value in form.multi_items():
            if not isinstance(value, str):
                kind = _kind(value.content_type or "") if name == "file" else name
                upload = Upload(value.filename or name, value.content_type, await value.read())
                files.setdefault(kind, []).append(upload)
            elif name in ("text", "caption"):
                body[name] = value
            else:
                body[name] = _loaded(value)
    return body, files


def _kind(mime_type: str) -> str:
    top = mime_type.partition("/")[0]
    return {"image": "photo", "audio": "voice", "video": "video"}.get(top, "document")


def _loaded(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value


@route("POST", "/api/users/{user:id}/type")
def type_text(world: World, request: Request, body: Json) -> Json:
    message = people.send(world, _int(request, "user"), {"chat": body["chat"], "text": body["text"]}, {})[0]
    return views.person_message(world, message)


@route("PATCH", "/api/users/{user:id}/messages/{chat:id}/{message:id}")
def edit(world: World, request: Request, body: Json) -> Json:
    numbers = (_int(request, "user"), _int(request, "chat"), _int(request, "message"))
    return views.person_message(world, people.edit(world, *numbers, body))


@route("DELETE", "/api/users/{user:id}/messages/{chat:id}/{message:id}")
def delete(world: World, request: Request, body: Json) -> Json:
    people.delete(world, _int(request, "user"), _int(request, "chat"), _int(request, "message"))
    return {"deleted": _int(request, "message")}


@route("POST", "/api/users/{user:id}/messages/{chat:id}/{message:id}/reactions")
def react(world: World, request: Request, body: Json) -> Json:
    user = _int(request, "user")
    message = people.own_message(world, user, _int(request, "chat"), _int(request, "message"))
    emoji = body.get("emoji")
    world.react(message, user, [{"type": "emoji", "emoji": str(emoji)}] if emoji else [])
    return views.person_message(world, message)


@route("POST", "/api/users/{user:id}/messages/{chat:id}/{message:id}/vote")
def vote(world: World, request: Request, body: Json) -> Json:
    user = _int(request, "user")
    message = people.own_message(world, user, _int(request, "chat"), _int(request, "message"))
    world.vote(message, user, [int(option) for option in body["options"]])
    return views.person_message(world, message)


@route("POST", "/api/users/{user:id}/messages/{chat:id}/{message:id}/forward")
def forward(world: World, request: Request, body: Json) -> Json:
    numbers = (_int(request, "user"), _int(request, "chat"), _int(request, "message"))
    return views.person_message(world, people.forward(world, *numbers, int(body["to"])))


@route("POST", "/api/users/{user:id}/messages/{chat:id}/{message:id}/pin")
def pin(world: World, request: Request, body: Json) -> Json:
    user = _int(request, "user")
    message = people.own_message(world, user, _int(request, "chat"), _int(request, "message"))
    if message.chat.type != "private" and not message.chat.member(user).may("can_pin_messages"):
        raise Refused("only administrators pin messages", 409)
    world.pin(message, user, bool(body.get("silent")))
    return views.person_message(world, message)


@route("POST", "/api/users/{user:id}/press")
async def press(world: World, request: Request, body: Json) -> Json:
    return await people.press(world, world.user(_int(request, "user")).id, body)


@route("POST", "/api/users/{user:id}/menu")
def press_menu(world: World, request: Request, body: Json) -> Json:
    return apps.press_menu(world, world.user(_int(request, "user")).id, body)


@route("POST", "/api/users/{user:id}/block")
def block(world: World, request: Request, body: Json) -> Json:
    chat = people.find_chat(world, world.user(_int(request, "user")).id, world.bot(int(body["bot"])).id)
    world.set_blocked(chat, True)
    return {"bot": chat.bot_id, "blocked": True}


@route("POST", "/api/users/{user:id}/unblock")
def unblock(world: World, request: Request, body: Json) -> Json:
    chat = people.find_chat(world, world.user(_int(request, "user")).id, world.bot(int(body["bot"])).id)
    world.set_blocked(chat, False)
    return {"bot": chat.bot_id, "blocked": False}


@route("GET", "/api/users/{user:id}/chats")
def chats(world: World, request: Request, body: Json) -> list[Json]:
    user = world.user(_int(request, "user"))
    return [people.chat_summary(world, user.id, chat) for chat in world.chats_of(user.id)]


@route("GET", "/api/users/{user:id}/chats/{chat:id}")
def read_chat(world: World, request: Request, body: Json) -> Json:
    user = _int(request, "user")
    chat = people.visible(world, user, _int(request, "chat"))
    return people.chat_view(world, user, chat, _query_int(request, "since") or 0)


@route("POST", "/api/users/{user:id}/read")
def mark_read(world: World, request: Request, body: Json) -> Json:
    user = _int(request, "user")
    chat = people.visible(world, user, int(body["chat"]))
    chat.last_read[user] = int(body.get("message") or chat.next_message - 1)
    world.emit("read", **({"by": user} | views.place(chat)), upto=chat.last_read[user])
    return {"chat": body["chat"], "read": chat.last_read[user]}


@route("GET", "/api/files/{file_id}")
def file_bytes(world: World, request: Request, body: Json) -> Response:
    stored = world.files.get(request.path_params["file_id"])
    if stored is None:
        raise Refused("no such file", 404)
    # What people sent is never run in the page: no sniffing, and only media are shown.
    shown = stored.kind in ("photo", "voice", "video", "audio", "animation")
    mime_type = stored.mime_type if shown else "application/octet-stream"
    guard = {"x-content-type-options": "nosniff", "content-security-policy": "default-src 'none'; sandbox"}
    return Response(stored.data(), media_type=mime_type, headers=guard)


# For the tester


async def follow(world: World, log: Log, since: int) -> AsyncIterator[Json | None]:
    """Entries of a log as they come; None to keep a quiet connection alive."""
    while not world.closing:
        entries = list(log.since(since))
        for entry in entries:
            since = entry["n"]
            yield entry
        if not entries:
            before = log.count
            await log.grown.wait(KEEP_ALIVE)
            if log.count == before and not world.closing:
                yield None


@route("GET", "/api/events")
def events(world: World, request: Request, body: Json) -> EventStream:
    given = request.headers.get("last-event-id") or request.query_params.get("since")
    return EventStream(follow(world, world.events, int(given) if given else world.events.count))


@route("GET", "/api/traffic")
def traffic(world: World, request: Request, body: Json) -> list[Json]:
    bot = _query_int(request, "bot")
    return [e for e in world.traffic.since(_query_int(request, "since") or 0) if bot in (None, e["bot"])]


@route("POST", "/api/faults")
def add_fault(world: World, request: Request, body: Json) -> Json:
    fault = world.faults.add(body)
    world.emit("faults", faults=world.faults.list())
    return fault


@route("GET", "/api/faults")
def list_faults(world: World, request: Request, body: Json) -> list[Json]:
    return world.faults.list()


@route("DELETE", "/api/faults")
def clear_faults(world: World, request: Request, body: Json) -> list[Json]:
    world.faults.clear()
    world.emit("faults", faults=[])
    return []


@route("POST", "/api/limits")
def set_limits(world: World, request: Request, body: Json) -> Json:
    world.limits_on = bool(body["on"])
    return {"on": world.limits_on}


@route("POST", "/api/strict")
def set_strict(world: World, request: Request, body: Json) -> Json:
    world.strict = bool(body["on"])
    return {"on": world.strict}


@route("POST", "/api/http_apps")
def set_http_apps(world: World, request: Request, body: Json) -> Json:
    world.http_apps = bool(body["on"])
    return {"on": world.http_apps}


@route("POST", "/api/reset")
def reset(world: World, request: Request, body: Json) -> Json:
    world.reset()
    return {"reset": True}


@route("GET", "/api/openapi.json")
def openapi(world: World, request: Request, body: Json) -> Response:
    return Response(OPENAPI.read_bytes(), media_type="application/json")


# Clock


@route("GET", "/clock")
def clock_stream(world: World, request: Request, body: Json) -> Json | EventStream:
    if request.query_params.get("once"):
        return world.clock.state()
    stream = world.clock.open_stream(request.query_params.get("follower"))
    return EventStream(_ticks(world), lambda: world.clock.close_stream(stream))


async def _ticks(world: World) -> AsyncIterator[Json | None]:
    told = -1
    while not world.closing:
        if told != world.clock.seq:
            told = world.clock.seq
            yield world.clock.state()
            continue
        await world.clock.changed.wait(KEEP_ALIVE)
        if told == world.clock.seq and not world.closing:
            yield None


@route("POST", "/clock/report")
def clock_report(world: World, request: Request, body: Json) -> Json:
    follower = world.clock.report(body)
    world.emit("agenda", follower=follower.name, agenda=follower.agenda, next_wake=follower.next_wake)
    return {"seq": world.clock.seq}


@route("GET", "/api/clock")
def get_clock(world: World, request: Request, body: Json) -> Json:
    return _clock(world)


def _clock(world: World) -> Json:
    return world.clock.state() | {
        "followers": [
            {
                "name": f.name,
                "clock_seq": f.seq,
                "updates": {str(bot): number for bot, number in f.updates.items()},
                "idle": f.idle,
                "next_wake": f.next_wake,
                "agenda": f.agenda,
            }
            for f in world.clock.followers.values()
        ],
        "missing": world.clock.missing(world.newest_update),
    }


@route("POST", "/api/clock")
def set_clock(world: World, request: Request, body: Json) -> Json:
    given = {key: float(body[key]) for key in ("rate", "now") if body.get(key) is not None}
    paused = bool(body["paused"]) if body.get("paused") is not None else None
    world.clock.set(**given, paused=paused)
    world.emit("clock", clock=world.clock.state())
    return world.clock.state()


@route("POST", "/api/clock/advance")
async def advance(world: World, request: Request, body: Json) -> Json:
    given = {key: float(body[key]) for key in ("seconds", "to", "timeout") if body.get(key) is not None}
    if not body.get("next") and not given.keys() & {"seconds", "to"}:
        raise Refused("advance needs seconds, to or next")
    try:
        steps = await world.clock.advance(world.newest_update, **given)
    finally:
        world.emit("clock", clock=world.clock.state())
    return {"now": world.clock.now(), "steps": steps}


@route("POST", "/api/clock/settle")
async def settle(world: World, request: Request, body: Json) -> Json:
    if body.get("anew"):
        world.clock.set()
    await world.clock.settle(world.newest_update, float(body.get("timeout", SETTLE_TIMEOUT)))
    return _clock(world)
