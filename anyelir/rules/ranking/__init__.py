"""Whom to learn from: who is truly better, not who is small and lucky.

- ``shrinkage``: proportions, rates and means drawn towards their stratum by how little they rest on;
- ``comparison``: the chance that one region is better than another, ranks with their uncertainty;
- ``funnel``: the usual spread and who lies outside it;
- ``improvement``: who got better over two years;
- ``hosts``: which host fits a visitor, with every part of the score; ``freshness``: which figures may be
  ranked at all.

Published methods [B]; the numbers around them are decisions [D] in ``ranking_rules.csv``.
"""
