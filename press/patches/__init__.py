"""Every patch of another project's library: what it changes, why, and when it can go.

The test of the same name in ``tests/press/patches`` fails once the library no longer needs it.
"""
