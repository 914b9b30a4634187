"""Groups: who hears what, who is who, who comes and goes, and the move to a supergroup."""

from __future__ import annotations

import pytest

from sandbox.files import flat_jpeg
from sandbox.run import Running
from tests.sandbox.clients import Client, Refusal, bad, connected, no
from tests.sandbox.conftest import Inbox, People


async def test_privacy_mode(client: Client, people: People, inbox: Inbox) -> None:
    """A plain member hears commands, answers to itself, mentions and service messages, nothing else."""
    owner, other = await people.add("Li"), await people.add("Wang")
    chat = await people.chat(owner=owner, members=[other])
    await people.say(owner, chat, "the drain is blocked")
    await people.say(owner, chat, "/report drain")
    await people.say(owner, chat, "/report@WEI_bot drain")
    await people.say(owner, chat, "/report@other_bot drain")
    await people.say(owner, chat, "hey @wei_bot look")
    sent = await client.bot.send_message(chat, "card")
    await people.say(other, chat, "answer", reply_to=sent.message_id)
    said = await people.say(owner, chat, "to a neighbour")
    await people.say(other, chat, "answer to a neighbour", reply_to=said["message_id"])
    await people.request("DELETE", f"/api/chats/{chat}/members/{other}")
    heard = [m.text or ("left" if m.left_chat_member else "joined") for m in await inbox.messages()]
    assert heard == [
        "joined",
        "/report drain",
        "/report@WEI_bot drain",
        "hey @wei_bot look",
        "answer",
        "left",
    ]


@pytest.mark.parametrize("way", ["privacy off", "administrator"])
async def test_without_privacy(client: Client, people: People, inbox: Inbox, way: str) -> None:
    """With privacy mode off, or as an administrator, a bot hears everything but other bots."""
    owner = await people.add()
    chat = await people.chat(owner=owner, admins=[people.bot_id] if way == "administrator" else [])
    if way == "privacy off":
        await people.request("PATCH", f"/api/bots/{people.bot_id}", {"can_read_all_group_messages": True})
    assert (await client.bot.get_me()).can_read_all_group_messages is (way == "privacy off")
    await people.say(owner, chat, "plain")
    assert (await inbox.messages())[-1].text == "plain"


async def test_bots_do_not_hear_each_other(client: Client, people: People, inbox: Inbox, sandbox: Running) -> None:
    """Even an administrator bot gets nothing that another bot wrote; each bot has its own queue."""
    other = await people.add_bot("other_bot", can_read_all_group_messages=True)
    owner = await people.add()
    chat = await people.chat(owner=owner, bots=[other["id"], people.bot_id], admins=[people.bot_id])
    await inbox.read()
    second = connected(client.name, sandbox.url, other["token"])
    await second.bot.send_message(chat, "/beep @wei_bot")
    assert await inbox.read() == []
    await people.say(owner, chat, "both")
    assert (await inbox.messages())[-1].text == "both"
    assert (await Inbox(second).messages())[-1].text == "both"
    await second.close()


async def test_being_added(client: Client, people: People, inbox: Inbox) -> None:
    """Being added, promoted, demoted and removed each come as my_chat_member."""
    owner = await people.add()
    chat = await people.chat("group", owner=owner)
    for status in ("administrator", "member"):
        await people.post(f"/api/chats/{chat}/members", {"user": people.bot_id, "status": status})
    await people.request("DELETE", f"/api/chats/{chat}/members/{people.bot_id}?kick=1")
    changes = [u.my_chat_member for u in await inbox.read() if u.my_chat_member]
    assert [(c.old_chat_member.status, c.new_chat_member.status) for c in changes] == [
        ("left", "member"),
        ("member", "administrator"),
        ("administrator", "member"),
        ("member", "kicked"),
    ]
    assert changes[0].from_user.id == owner
    assert changes[0].chat.id == chat


async def test_chat_member_must_be_asked_for(client: Client, people: People, inbox: Inbox) -> None:
    """An administrator bot hears of others' comings only if allowed_updates names chat_member."""
    owner, other = await people.add("Li"), await people.add("Wang")
    chat = await people.chat(owner=owner, admins=[people.bot_id])
    await people.post(f"/api/chats/{chat}/members", {"user": other})
    assert not [u for u in await inbox.read(allowed_updates=["message", "chat_member"]) if u.chat_member]
    await people.request("DELETE", f"/api/chats/{chat}/members/{other}")
    updates = await inbox.read()
    change = next(u.chat_member for u in updates if u.chat_member)
    assert (change.new_chat_member.user.id, change.new_chat_member.status) == (other, "left")


async def test_removed_and_left(client: Client, people: People) -> None:
    """Kicked, left, and never there are three different refusals."""
    owner = await people.add()
    for kind in ("group", "supergroup"):
        chat = await people.chat(kind, owner=owner)
        await people.request("DELETE", f"/api/chats/{chat}/members/{people.bot_id}?kick=1")
        call = client.bot.send_message(chat, "t")
        assert await client.refused(call) == no(f"bot was kicked from the {kind} chat")
        chat = await people.chat(kind, owner=owner)
        assert await client.bot.leave_chat(chat)
        call = client.bot.send_message(chat, "t")
        assert await client.refused(call) == no(f"bot is not a member of the {kind} chat")
    chat = (await people.post("/api/chats", {"type": "group", "title": "other", "owner": owner}))["id"]
    assert await client.refused(client.bot.send_message(chat, "t")) == bad("chat not found")


async def test_group_becomes_supergroup(client: Client, people: People, inbox: Inbox) -> None:
    """Both chats say so, sending to the old one names the new one, and people write on in the new one."""
    owner = await people.add()
    old = await people.chat("group", owner=owner)
    sent = await client.bot.send_message(old, "card")
    await inbox.read()
    new = (await people.post(f"/api/chats/{old}/migrate"))["id"]
    first, second = await inbox.messages()
    assert (first.chat.id, first.migrate_to_chat_id) == (old, new)
    assert (second.chat.id, second.migrate_from_chat_id) == (new, old)
    assert second.chat.type == "supergroup"
    assert await client.refused(client.bot.send_message(old, "t")) == Refusal("migrated", number=new)
    call = client.bot.edit_message_text(text="t", chat_id=old, message_id=sent.message_id)
    assert await client.refused(call) == Refusal("migrated", number=new)
    raw = await people.http.post(f"/bot{people.token}/sendMessage", json={"chat_id": old, "text": "t"})
    assert raw.json() == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": new},
    }
    assert (await client.bot.send_message(new, "moved")).chat.id == new
    assert (await people.say(owner, old, "/still here"))["chat"]["id"] == new
    assert [c["id"] for c in await people.get(f"/api/users/{owner}/chats")] == [new]


async def test_anonymous_administrators(client: Client, people: People, inbox: Inbox) -> None:
    """They write as GroupAnonymousBot with the group as sender_chat; others may not."""
    owner, other = await people.add("Li"), await people.add("Wang")
    chat = await people.chat(owner=owner, members=[other])
    await people.say(owner, chat, "/report drain", anonymous=True)
    message = (await inbox.messages())[-1]
    assert (message.from_user.id, message.sender_chat.id) == (1087968824, chat)
    words = await people.refused("POST", f"/api/users/{other}/messages", {"chat": chat, "text": "x", "anonymous": True})
    assert "only administrators" in words


async def test_linked_channel(client: Client, people: People, inbox: Inbox) -> None:
    """A channel's post appears in its discussion group from 777000, as an automatic forward."""
    owner = await people.add()
    chat = await people.chat(owner=owner, admins=[people.bot_id])
    body = {"type": "channel", "title": "News", "owner": owner, "bots": [people.bot_id], "linked_chat": chat}
    channel = (await people.post("/api/chats", body))["id"]
    await inbox.read()
    await people.say(owner, channel, "water off")
    post, forwarded = await inbox.read()
    assert post.channel_post.text == "water off"
    assert post.channel_post.sender_chat.id == channel
    message = forwarded.message
    assert (message.from_user.id, message.sender_chat.id, message.is_automatic_forward) == (777000, channel, True)
    assert message.forward_origin.chat.id == channel
    assert (await client.bot.send_message(channel, "by the bot")).sender_chat.id == channel


async def test_what_a_bot_knows_of_a_chat(client: Client, people: People) -> None:
    """Chat, members, administrators and count, each parsed; unknown people are refused."""
    owner, other = await people.add("Li"), await people.add("Wang")
    chat = await people.chat(owner=owner, members=[other])
    bot = client.bot
    info = await bot.get_chat(chat)
    assert (info.title, info.type, info.permissions.can_send_messages) == ("Beiji", "supergroup", True)
    assert (await bot.get_chat_member(chat, owner)).status == "creator"
    assert (await bot.get_chat_member(chat, other)).status == "member"
    assert [a.user.id for a in await bot.get_chat_administrators(chat)] == [owner]
    assert await bot.get_chat_member_count(chat) == 3
    stranger = await people.add("Zhao")
    assert await client.refused(bot.get_chat_member(chat, stranger)) == bad("member not found")
    assert await client.refused(bot.get_chat_member(chat, 42)) == bad("user not found")
    user = await people.starter("Sun")
    assert (await bot.get_chat(user)).first_name == "Sun"
    call = bot.get_chat_administrators(user)
    assert await client.refused(call) == bad("there are no administrators in the private chat")


async def test_moderation(client: Client, people: People) -> None:
    """Ban, unban, restrict and promote need rights, and work with them."""
    owner, other = await people.add("Li"), await people.add("Wang")
    chat = await people.chat(owner=owner, members=[other])
    bot, types = client.bot, client.types()
    denied = bad("not enough rights to restrict/unrestrict chat member")
    assert await client.refused(bot.ban_chat_member(chat, other)) == denied
    rights = dict.fromkeys(
        ("can_restrict_members", "can_promote_members", "can_delete_messages", "can_invite_users"), True
    )
    await people.post(
        f"/api/chats/{chat}/members", {"user": people.bot_id, "status": "administrator", "rights": rights}
    )
    assert await bot.restrict_chat_member(chat, other, types.ChatPermissions(can_send_messages=False))
    member = await bot.get_chat_member(chat, other)
    assert (member.status, member.can_send_messages) == ("restricted", False)
    assert "may not write" in await people.refused("POST", f"/api/users/{other}/type", {"chat": chat, "text": "x"})
    assert await bot.promote_chat_member(chat, other, can_delete_messages=True)
    admin = await bot.get_chat_member(chat, other)
    assert (admin.status, admin.can_delete_messages, admin.can_pin_messages) == ("administrator", True, False)
    assert await client.refused(bot.promote_chat_member(chat, other, can_pin_messages=True)) == bad("RIGHT_FORBIDDEN")
    assert await client.refused(bot.ban_chat_member(chat, other)) == bad("user is an administrator of the chat")
    assert await client.refused(bot.ban_chat_member(chat, owner)) == bad("can't remove chat owner")
    await bot.promote_chat_member(chat, other, can_delete_messages=False)
    assert await bot.ban_chat_member(chat, other)
    assert (await bot.get_chat_member(chat, other)).status == "kicked"
    assert await bot.unban_chat_member(chat, other)
    assert (await bot.get_chat_member(chat, other)).status == "left"
    assert (await bot.create_chat_invite_link(chat, name="block 3")).invite_link.startswith("https://t.me/+")
    assert (await bot.export_chat_invite_link(chat)).startswith("https://t.me/+")


async def test_restricted_bot(client: Client, people: People) -> None:
    """A bot that may not write is told which right is missing."""
    owner = await people.add()
    chat = await people.chat(owner=owner)
    await people.post(
        f"/api/chats/{chat}/members",
        {"user": people.bot_id, "status": "restricted", "rights": {"can_send_messages": True}},
    )
    await client.bot.send_message(chat, "t")
    call = client.bot.send_photo(chat, client.file(flat_jpeg(90, 90, 1), "a.jpg"))
    assert await client.refused(call) == bad("not enough rights to send photos to the chat")
    await people.post(f"/api/chats/{chat}/members", {"user": people.bot_id, "status": "restricted"})
    call = client.bot.send_message(chat, "t")
    assert await client.refused(call) == bad("not enough rights to send text messages to the chat")


async def test_locations_are_asked_for_in_private_only(client: Client, people: People) -> None:
    """A key that asks for the location is refused in a group."""
    owner, types = await people.add(), client.types()
    chat = await people.chat(owner=owner)
    key = types.KeyboardButton(text="Where", request_location=True)
    keyboard = types.ReplyKeyboardMarkup(keyboard=[[key]])
    call = client.bot.send_message(chat, "t", reply_markup=keyboard)
    assert await client.refused(call) == bad("location can be requested in private chats only")


async def test_startgroup_link(client: Client, people: People, inbox: Inbox) -> None:
    """A startgroup link adds the bot and sends /start@bot with the payload."""
    owner = await people.add()
    chat = (await people.post("/api/chats", {"type": "supergroup", "title": "t", "owner": owner}))["id"]
    body = {"bot": people.bot_id, "chat": chat, "payload": "area7"}
    await people.post(f"/api/users/{owner}/startgroup", body)
    updates = await inbox.read()
    assert updates[0].my_chat_member.new_chat_member.status == "member"
    assert updates[-1].message.text == "/start@wei_bot area7"


async def test_replies_in_a_supergroup_have_a_thread_that_is_no_topic(
    client: Client, people: People, inbox: Inbox
) -> None:
    """message_thread_id without is_topic_message is not a place to send to."""
    owner = await people.add()
    chat = await people.chat(owner=owner)
    said = await people.say(owner, chat, "/a")
    await people.say(owner, chat, "/b", reply_to=said["message_id"])
    message = (await inbox.messages())[-1]
    assert message.message_thread_id == said["message_id"]
    assert not message.is_topic_message
    call = client.bot.send_message(chat, "t", message_thread_id=said["message_id"])
    assert await client.refused(call) == bad("message thread not found")
