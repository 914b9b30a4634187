"""The joint meeting 联席会议: what stands on an area's agenda, and what is decided about it."""
