"""Carries out Bot API calls: parameters in, faults, the method, the log, the answer."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Coroutine
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from sandbox.botapi import METHODS, Call, Upload
from sandbox.botapi.call import run
from sandbox.errors import BotApiError, Json, too_many_requests
from sandbox.faults import Fault
from sandbox.world import World

T = TypeVar("T")
UNAUTHORIZED = BotApiError(401, "Unauthorized")


async def read(request: Request) -> tuple[Json, dict[str, Upload]]:
    """Parameters of a request however they come: query, JSON, form, multipart."""
    values: Json = dict(request.query_params)
    files: dict[str, Upload] = {}
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        values |= dict(parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True))
    elif kind == "application/json":
        body = await request.body()
        try:
            given = json.loads(body) if body.strip() else {}
        except ValueError:
            raise BotApiError(400, "Bad Request: can't parse JSON object") from None
        if not isinstance(given, dict):
            raise BotApiError(400, "Bad Request: object expected as a request body")
        values |= given
    elif kind == "multipart/form-data":
        async with request.form(max_part_size=64 * 1024 * 1024) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    files[name] = Upload(value.filename or name, value.content_type, await value.read())
                else:
                    values[name] = value
    return values, files


async def answer(world: World, request: Request) -> Response | None:
    """The answer to a Bot API request; None when a fault swallows it and the connection should just end."""
    bot = world.tokens.get(request.path_params["token"])
    if bot is None:
        return _refusal(UNAUTHORIZED)
    name = str(request.path_params["method"])
    polling = name.lower() == "getupdates"
    started = time.perf_counter()
    key = object()
    if not polling:
        world.calls[key] = name
    fault: Fault | None = None
    try:
        try:
            values, files = await read(request)
        except BotApiError as error:
            return _refusal(error)
        except ClientDisconnect:
            return None  # the bot died in the middle of its request
        call = Call(world, bot, METHODS.get(name.lower(), (name,))[0], values, files)
        fault = world.faults.strike(bot.id, name, _chat_of(values))
        result: Any = None
        refusal = await _strike(fault, request)
        if refusal is None:
            done = await (_while_there(run(call), request) if polling else run(call))
            if done is None:
                return None  # a poll that nobody waits for is over: the next one need not end it
            result, refusal = done
        _log(world, call, result, refusal, started)
        if fault is not None and fault.kind in ("page", "odd"):
            return _stranger(fault)
        if fault is not None and fault.kind == "slow":
            await _sleep(fault.seconds, request)
        if fault is not None and fault.kind in ("lost_reply", "timeout"):
            return None
        return _refusal(refusal) if refusal is not None else JSONResponse({"ok": True, "result": result})
    finally:
        world.calls.pop(key, None)
        world.clock.settled.notify()


def _chat_of(values: Json) -> int | None:
    try:
        return int(values.get("chat_id") or 0) or None
    except (TypeError, ValueError):
        return None


async def _strike(fault: Fault | None, request: Request) -> BotApiError | None:
    if fault is None:
        return None
    if fault.kind == "429":
        return too_many_requests(fault.retry_after)
    if fault.kind == "5xx":
        return BotApiError(502, "Bad Gateway")
    if fault.kind == "timeout":
        await _sleep(fault.seconds, request)
        return BotApiError(504, "Gateway Timeout")
    if fault.kind == "page":
        return BotApiError(fault.status, "a page, not by Telegram")
    if fault.kind == "odd":
        return BotApiError(fault.status, "JSON, not by Telegram")
    return None


def _stranger(fault: Fault) -> Response:
    """What somebody between the bot and Telegram answers: a proxy, a firewall, a hotel's front page."""
    if fault.kind == "odd":
        return JSONResponse(fault.body, fault.status)
    says = f"{fault.status} {HTTPStatus(fault.status).phrase if fault.status in set(HTTPStatus) else 'Status'}"
    page = f"<!DOCTYPE html><html><head><title>{says}</title></head><body><h1>{says}</h1><hr>nginx</body></html>"
    return HTMLResponse("" if fault.status in (204, 304) else page, fault.status)


async def _sleep(seconds: float, request: Request) -> None:
    """So many real seconds, or until the client gives up."""
    await _while_there(asyncio.sleep(seconds), request)


async def _while_there(work: Coroutine[Any, Any, T], request: Request) -> T | None:
    """What comes of it; None when the client gives up before that."""

    async def gone() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    task, waiter = asyncio.create_task(work), asyncio.create_task(gone())
    try:
        await asyncio.wait({task, waiter}, return_when=asyncio.FIRST_COMPLETED)
        return await task if task.done() else None
    finally:
        task.cancel()
        waiter.cancel()


def _refusal(error: BotApiError) -> Response:
    headers = {"Retry-After": str(error.parameters["retry_after"])} if error.code == 429 and error.parameters else None
    return JSONResponse(error.as_json(), error.code, headers=headers)


def _log(world: World, call: Call, result: Any, error: BotApiError | None, started: float) -> None:
    if call.method == "getUpdates" and error is None and not result:
        return
    chat: Any = call.values.get("chat_id")
    try:
        chat = int(chat)
    except (TypeError, ValueError):
        chat = chat or None
    entry = {
        "at": world.now(),
        "bot": call.bot.id,
        "method": call.method,
        "chat": chat,
        "ok": error is None,
        "error_code": error.code if error else None,
        "description": error.description if error else None,
        "retry_after": (error.parameters or {}).get("retry_after") if error else None,
        "ignored": call.ignored() if error is None else [],
        "ms": round((time.perf_counter() - started) * 1000, 2),
    }
    world.emit("traffic", traffic=world.traffic.add(entry))
