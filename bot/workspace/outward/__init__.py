"""What goes out to the app: signed HTTP requests, or envelopes over a WebSocket."""
