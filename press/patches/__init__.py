"""Every patch of somebody else's library."""
