"""A seat belongs to the post, not to the person: what happens when somebody leaves it."""

from datetime import datetime

from casework.model import Post
from casework.ports import Work


async def vacate(post: Post, at: datetime, work: Work, *, why: str) -> None:
    """Whoever sits there leaves. `why`: left | roster | claimed | forgotten. An empty seat stays empty."""
    if post.person_id is None:
        return
    post.person_id, post.reachable, post.away_until = None, False, None
    work.changed(post)
