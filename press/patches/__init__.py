"""Every patch of somebody else's library: what it changes, why, and what it waits for.

Each module says when it can go; the test of the same name in ``tests/press/patches`` fails once
the library no longer needs it.
"""
