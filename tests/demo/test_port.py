"""A port that somebody else has: said before anything is started."""

import socket
from pathlib import Path
from typing import Any


def test_a_port_in_use_is_said_and_nothing_is_started(home: Path, processes: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        demo = processes(home, "demo", "--port", f"{port}")
        assert demo.running.wait(30) == 1
    assert f"127.0.0.1:{port} 不能使用" in demo.output
    assert "PORT=" in demo.output
    assert [file.name for file in home.iterdir()] == ["output.txt"]
