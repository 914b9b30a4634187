"""The record of who was given which authority, and who runs the place: administrators and the managers of an area."""

from dataclasses import replace
from datetime import datetime

from casework.audited import OfPost
from casework.data import NOTHING, Data
from casework.model.audited import Audit, Audited
from casework.model.people import Post, Role
from casework.model.places import Area
from casework.neighbourhood.rights import covers, of_everything
from casework.ports import Work


def record(
    work: Work,
    action: Audited,
    at: datetime,
    *,
    by: int | None,
    post: Post | None = None,
    chat_id: int | None = None,
    area_id: int | None = None,
    data: Data = NOTHING,
) -> None:
    """One line. `by` None: the command line, or Telegram itself. `area_id`: where, if that is not the post's area."""
    if post is not None:
        data = replace(data if isinstance(data, OfPost) else OfPost(), code=post.code)
    work.add(
        Audit(
            id=work.new_id(),
            at=at,
            action=action,
            person_id=by,
            post_id=post.id if post is not None else None,
            area_id=area_id or (post.area_id if post is not None else None),
            chat_id=chat_id,
            data=data,
        )
    )


async def administers(admin: Post, post: Post, work: Work) -> bool:
    """Whether the administrator's post is over the other one. What has no place is under him alone who has none."""
    if admin.role is not Role.ADMIN:
        return False
    if of_everything(admin):
        return True
    if post.estate_id is not None:
        lines = [one.line for one in await work.areas_of_estate(post.estate_id)]
        return any(covers(admin, line, post.estate_id) for line in lines)
    return post.area_id is not None and covers(admin, (await work.area(post.area_id)).line, None)


async def administrators_over(post: Post, work: Work) -> list[Post]:
    """Who may decide about the post, as far as they can be written to."""
    admins = await work.posts_with_role(Role.ADMIN)
    return [one for one in admins if one.reachable and one.person_id is not None and await administers(one, post, work)]


async def managers_of(area: Area, work: Work) -> list[int]:
    """Persons of the nearest tier that manages the area, as far as they can be written to."""
    for role in (Role.COMMUNITY_MANAGER, Role.SUBDISTRICT_MANAGER, Role.ADMIN):
        posts = await work.posts_for(area.line, None, (role,))
        found = [one.person_id for one in posts if one.reachable and one.person_id is not None]
        if found:
            return list(dict.fromkeys(found))
    return []
