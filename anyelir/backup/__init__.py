"""Backups of a site: the data in one archive, the keys in another, both sealed with a passphrase.

``sealing`` encrypts a stream, ``archive`` puts files with their digests into it, ``database`` takes and puts back a
consistent copy, ``creating``, ``verifying`` and ``restoring`` are the three acts of ``anyelir backup``.
"""
