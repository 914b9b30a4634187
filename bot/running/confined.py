"""What a process of ours beside the bot may take, at most: its end ends nothing else."""

from contextlib import suppress


def confine(memory: int, seconds: int) -> None:
    """Called in that process: bytes of address space, seconds of the processor."""
    with suppress(ImportError):  # a system without limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
