"""What holds for a whole build: digests, kept files, publishing, the data gate."""
