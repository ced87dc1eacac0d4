"""For reviewers and archives: an edition's manifest, comparing, tracing, verifying, releasing."""
