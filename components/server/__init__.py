"""The server around the page script: health, readiness, headers, warm-up, memory, log."""
