"""What concerns a build as a whole: digests and keys, caches, the data gate, publishing."""
