"""Changing and deleting what was sent."""

from __future__ import annotations

from typing import Any

from sandbox.files import flat_jpeg
from sandbox.run import Running
from tests.sandbox.clients import Client, Refusal, bad
from tests.sandbox.conftest import People

NOT_MODIFIED = bad(
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)


async def test_edit_text(client: Client, people: People) -> None:
    """Text and keyboard change on the phone; without reply_markup the keyboard goes."""
    user = await people.starter()
    sent = await client.bot.send_message(user, "one", reply_markup=client.keyboard([("b", "d")]))
    edited = await client.bot.edit_message_text(text="two", chat_id=user, message_id=sent.message_id)
    assert edited.text == "two"
    assert edited.edit_date
    assert edited.reply_markup is None
    phone = (await people.sees(user))[-1]
    assert phone["text"] == "two"
    assert "reply_markup" not in phone


async def test_not_modified(client: Client, people: People) -> None:
    """The same text and the same keyboard again are refused; another keyboard alone is a change."""
    user, bot = await people.starter(), client.bot
    board = client.keyboard([("b", "d")])
    sent = await bot.send_message(user, "<b>one</b>", parse_mode="HTML", reply_markup=board)
    same: dict[str, Any] = {"chat_id": user, "message_id": sent.message_id}
    again = bot.edit_message_text(text="<b>one</b> ", parse_mode="HTML", reply_markup=board, **same)
    assert await client.refused(again) == NOT_MODIFIED
    assert await client.refused(bot.edit_message_reply_markup(reply_markup=board, **same)) == NOT_MODIFIED
    changed = await bot.edit_message_reply_markup(reply_markup=client.keyboard([("c", "e")]), **same)
    assert changed.reply_markup.inline_keyboard[0][0].text == "c"


async def test_edit_refusals(client: Client, people: People, sandbox: Running) -> None:
    """What is not there, not the bot's, a forward, or came with a keyboard under the input field cannot be edited."""
    sandbox.world.limits_on = False
    user, bot = await people.starter(), client.bot
    theirs = await people.say(user, people.bot_id, "mine")

    async def refused(number: int) -> Refusal:
        return await client.refused(bot.edit_message_text(text="x", chat_id=user, message_id=number))

    assert await refused(999) == bad("message to edit not found")
    assert await refused(theirs["message_id"]) == bad("message can't be edited")
    forwarded = await bot.forward_message(chat_id=user, from_chat_id=user, message_id=theirs["message_id"])
    assert await refused(forwarded.message_id) == bad("message can't be edited")
    with_keys = await bot.send_message(user, "t", reply_markup=client.keys(["a"]))
    assert await refused(with_keys.message_id) == bad("message can't be edited")
    photo = await bot.send_photo(user, client.file(flat_jpeg(90, 90, 1), "a.jpg"))
    assert await refused(photo.message_id) == bad("there is no text in the message to edit")
    text = await bot.send_message(user, "t")
    call = bot.edit_message_caption(chat_id=user, message_id=text.message_id, caption="c")
    assert await client.refused(call) == bad("there is no caption in the message to edit")
    call = bot.edit_message_text(text="字" * 4097, chat_id=user, message_id=text.message_id)
    assert await client.refused(call) == bad("message is too long")


async def test_edit_caption_and_media(client: Client, people: People) -> None:
    """A caption changes and the photo stays; the photo changes too."""
    user, bot = await people.starter(), client.bot
    sent = await bot.send_photo(user, client.file(flat_jpeg(90, 90, 1), "a.jpg"), caption="one")
    edited = await bot.edit_message_caption(chat_id=user, message_id=sent.message_id, caption="two")
    assert edited.caption == "two"
    assert edited.photo[-1].file_id == sent.photo[-1].file_id
    item = client.item("photo", client.file(flat_jpeg(200, 100, 2), "b.jpg"), caption="three")
    changed = await bot.edit_message_media(media=item, chat_id=user, message_id=sent.message_id)
    assert changed.caption == "three"
    assert changed.photo[-1].width == 200
    same = client.item("photo", changed.photo[-1].file_id, caption="three")
    call = bot.edit_message_media(media=same, chat_id=user, message_id=sent.message_id)
    assert await client.refused(call) == NOT_MODIFIED


async def test_delete(client: Client, people: People) -> None:
    """In a private chat a bot deletes anything younger than 48 hours; what is gone is not found."""
    user, bot = await people.starter(), client.bot
    theirs = await people.say(user, people.bot_id, "mine")
    sent = await bot.send_message(user, "t")
    assert await bot.delete_message(chat_id=user, message_id=sent.message_id)
    assert await bot.delete_messages(chat_id=user, message_ids=[theirs["message_id"], 999])
    assert [m["text"] for m in await people.sees(user)] == ["/start"]
    gone = await client.refused(bot.delete_message(chat_id=user, message_id=sent.message_id))
    assert gone == bad("message to delete not found")
    old = await bot.send_message(user, "old")
    await people.advance(48 * 3600)
    call = bot.delete_message(chat_id=user, message_id=old.message_id)
    assert await client.refused(call) == bad("message can't be deleted for everyone")


async def test_delete_in_a_group(client: Client, people: People) -> None:
    """Others' messages only as an administrator with the right."""
    owner = await people.add()
    chat = await people.chat(owner=owner)
    said = await people.say(owner, chat, "/rude")
    call = client.bot.delete_message(chat_id=chat, message_id=said["message_id"])
    assert await client.refused(call) == bad("message can't be deleted for everyone")
    await people.post(f"/api/chats/{chat}/members", {"user": people.bot_id, "status": "administrator"})
    assert await client.bot.delete_message(chat_id=chat, message_id=said["message_id"])


async def test_reaction_by_a_bot(client: Client, people: People) -> None:
    """A bot reacts with an allowed emoji to a message that is there."""
    user, types = await people.starter(), client.types()
    said = await people.say(user, people.bot_id, "thanks")
    number = said["message_id"]
    good, odd = (types.ReactionTypeEmoji(emoji=emoji) for emoji in ("👍", "🦖"))
    assert await client.bot.set_message_reaction(chat_id=user, message_id=number, reaction=[good])
    assert (await people.sees(user))[-1]["reactions"] == [{"user": people.bot_id, "emoji": "👍"}]
    call = client.bot.set_message_reaction(chat_id=user, message_id=number, reaction=[odd])
    assert await client.refused(call) == bad("REACTION_INVALID")
    call = client.bot.set_message_reaction(chat_id=user, message_id=999, reaction=[good])
    assert await client.refused(call) == bad("message to react not found")


async def test_pins(client: Client, people: People, sandbox: Running) -> None:
    """A pin shows with its service message; in a group it needs the right."""
    sandbox.world.limits_on = False
    user, bot = await people.starter(), client.bot
    sent = await bot.send_message(user, "rules")
    assert await bot.pin_chat_message(user, sent.message_id)
    phone = await people.sees(user)
    assert phone[-2]["pinned"]
    assert phone[-1]["pinned_message"]["text"] == "rules"
    assert (await bot.get_chat(user)).pinned_message.text == "rules"
    assert await bot.unpin_chat_message(user)
    assert not (await people.sees(user))[-2]["pinned"]
    assert await client.refused(bot.pin_chat_message(user, 999)) == bad("message to pin not found")
    await bot.pin_chat_message(user, sent.message_id)
    assert await bot.unpin_all_chat_messages(user)
    assert await client.refused(bot.unpin_chat_message(user)) == bad("message to unpin not found")
    chat = await people.chat(owner=user)
    sent = await bot.send_message(chat, "card")
    denied = bad("not enough rights to manage pinned messages in the chat")
    assert await client.refused(bot.pin_chat_message(chat, sent.message_id)) == denied
    await people.post(f"/api/chats/{chat}/members", {"user": people.bot_id, "status": "administrator"})
    assert await bot.pin_chat_message(chat, sent.message_id)
