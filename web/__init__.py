"""Echo wall, board, metrics, health and webhook over HTTP."""
