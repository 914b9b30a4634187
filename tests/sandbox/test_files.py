"""Files: stable ids, real bytes, limits."""

from __future__ import annotations

import io
import struct

import httpx
import pytest

from sandbox.files import DOWNLOAD_LIMIT, PHOTO_LIMIT, flat_jpeg, image_dimensions, opus_silence
from tests.sandbox.clients import Client, Refusal, bad
from tests.sandbox.conftest import Inbox, People


async def test_made_up_photo(client: Client, people: People, inbox: Inbox) -> None:
    """A made-up photo has the asked size, and its bytes are a JPEG of the promised dimensions."""
    user = await people.starter()
    await people.say(user, people.bot_id, photo={"size": 12345}, caption="drain")
    message = (await inbox.messages())[-1]
    assert message.photo[-1].file_size == 12345
    data = await client.download(message.photo[-1].file_id)
    assert len(data) == 12345
    assert image_dimensions(data) == (1280, 960)
    small = await client.download(message.photo[0].file_id)
    assert image_dimensions(small) == (90, 68)
    shown = await people.http.get(f"/api/files/{message.photo[0].file_id}")
    assert shown.content == small
    assert shown.headers["content-type"] == "image/jpeg"


async def test_a_caption_stays_with_its_message(client: Client, people: People, inbox: Inbox) -> None:
    """A photo that is sent on by its id does not bring along the words of whoever sent it first."""
    user = await people.starter()
    await people.say(user, people.bot_id, photo={"size": 12345}, caption="flat 502")
    photo = (await inbox.messages())[-1].photo[-1]
    sent = await client.bot.send_photo(user, photo.file_id)
    assert not sent.caption


async def test_uploaded_by_a_person(client: Client, people: People, inbox: Inbox) -> None:
    """What a person uploads comes to the bot byte by byte; several photos are an album."""
    user = await people.starter()
    photo = flat_jpeg(640, 480, 3)
    url = f"/api/users/{user}/messages"
    fields = {"chat": str(people.bot_id), "caption": "look"}
    await people.http.post(url, data=fields, files={"photo": ("a.jpg", io.BytesIO(photo), "image/jpeg")})
    await people.http.post(url, data=fields, files=[("photo", ("a.jpg", photo, "image/jpeg"))] * 3)
    await people.http.post(url, data=fields, files={"document": ("报.csv", b"a,b", "text/csv")})
    messages = (await inbox.messages())[1:]
    assert await client.download(messages[0].photo[-1].file_id) == photo
    assert (messages[0].caption, messages[0].photo[-1].width) == ("look", 640)
    assert len({m.media_group_id for m in messages[1:4]}) == 1
    assert messages[1].media_group_id
    assert messages[4].document.file_name == "报.csv"
    assert await client.download(messages[4].document.file_id) == b"a,b"


async def test_voice(client: Client, people: People, inbox: Inbox) -> None:
    """A made-up voice message is a real Ogg Opus file."""
    user = await people.starter()
    await people.say(user, people.bot_id, voice={"duration": 3})
    voice = (await inbox.messages())[-1].voice
    data = await client.download(voice.file_id)
    assert data[:4] == b"OggS"
    assert b"OpusHead" in data
    assert len(data) == voice.file_size
    seconds = voice.duration
    assert seconds == 3 or seconds.total_seconds() == 3


async def test_download_limit(client: Client, people: People, inbox: Inbox) -> None:
    """getFile gives 20 MB and not a byte more; unknown ids are refused."""
    user = await people.starter()
    for size in (DOWNLOAD_LIMIT, DOWNLOAD_LIMIT + 1):
        await people.say(user, people.bot_id, document={"size": size, "file_name": "a.bin"})
    small, big = (await inbox.messages())[-2:]
    assert (await client.bot.get_file(small.document.file_id)).file_size == DOWNLOAD_LIMIT
    assert await client.refused(client.bot.get_file(big.document.file_id)) == bad("file is too big")
    assert await client.refused(client.bot.get_file("nonsense")) == bad("invalid file_id")


async def test_upload_refusals(client: Client, people: People) -> None:
    """Empty files, text as a photo, too big photos, wrong and foreign ids, and links are refused."""
    user, bot = await people.starter(), client.bot

    async def photo(value: object) -> Refusal:
        return await client.refused(bot.send_photo(user, value))

    assert await photo(client.file(b"no picture", "a.jpg")) == bad("IMAGE_PROCESS_FAILED")
    big = b"\xff\xd8\xff" + bytes(PHOTO_LIMIT)
    assert "is too big for a photo" in (await photo(client.file(big, "a.jpg"))).words
    assert await photo("nonsense") == bad("wrong file identifier/HTTP URL specified")
    assert await photo("http://example.org/a.jpg") == bad("failed to get HTTP URL content")
    document = await bot.send_document(user, client.file(b"x", "a.txt"))
    assert await photo(document.document.file_id) == bad("can't use file of type Document as Photo")
    raw = await people.http.post(
        f"/bot{people.token}/sendDocument", data={"chat_id": user}, files={"document": ("a.txt", b"")}
    )
    assert raw.json()["description"] == "Bad Request: file must be non-empty"


async def test_foreign_tokens_get_no_files(people: People) -> None:
    """A file's address works with a bot's token only."""
    assert (await people.http.get("/file/bot1:x/photos/file_1.jpg")).status_code == 401
    assert (await people.http.get(f"/file/bot{people.token}/photos/none.jpg")).status_code == 404


async def test_ids_are_stable(client: Client, people: People, inbox: Inbox) -> None:
    """A file keeps its ids when it is sent again by id."""
    user = await people.starter()
    await people.say(user, people.bot_id, photo={})
    photo = (await inbox.messages())[-1].photo[-1]
    sent = await client.bot.send_photo(user, photo.file_id)
    assert (sent.photo[-1].file_id, sent.photo[-1].file_unique_id) == (photo.file_id, photo.file_unique_id)


@pytest.mark.parametrize(("width", "height"), [(1, 1), (17, 9), (1280, 960)])
def test_hand_made_jpeg(width: int, height: int) -> None:
    """The hand-written JPEG begins, ends and says its dimensions as it should."""
    data = flat_jpeg(width, height, 5)
    assert data[:2] == b"\xff\xd8"
    assert data[-2:] == b"\xff\xd9"
    assert image_dimensions(data) == (width, height)


def test_hand_made_ogg() -> None:
    """Each page's checksum is that of Ogg, computed here bit by bit."""
    data = opus_silence(0.1)
    page = data[: data.index(b"OggS", 4)]
    crc = 0
    for byte in page[:22] + bytes(4) + page[26:]:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1) ^ (0x04C11DB7 if crc & 0x80000000 else 0)
            crc &= 0xFFFFFFFF
    assert struct.unpack("<I", page[22:26])[0] == crc


async def test_uploads_by_people_are_checked(people: People) -> None:
    """A phone does not send a text file as a photo, nor an empty file."""
    user = await people.starter()
    url = f"/api/users/{user}/messages"

    async def send(data: bytes) -> httpx.Response:
        return await people.http.post(url, data={"chat": people.bot_id}, files={"photo": ("a.jpg", data, "image/jpeg")})

    assert "no picture" in (await send(b"text")).json()["error"]
    assert "empty" in (await send(b"")).json()["error"]
