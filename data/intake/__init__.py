"""Reading publishers' files: one module a source, each turning raw rows into cells of the release."""
