"""What concerns a build as a whole: digests and keys, kept files, the data gate, publishing."""
