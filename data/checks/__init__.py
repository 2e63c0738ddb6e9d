"""Rules that a release must satisfy; one module a subject, each yields findings."""
