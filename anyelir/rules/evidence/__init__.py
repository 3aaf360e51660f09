"""Honest evidence: did it work when we copied it?

Estimators for panels of regions (window means, group-time effects, synthetic comparison), their inference,
and the rules that decide which words may be said. A module a subject:

- ``panel``, ``time_labels``, ``windows``: the data, the order of time, and which periods may be used;
- ``regression``, ``staggered``, ``aggregation``, ``synthetic``: the estimators;
- ``permutation``, ``randomisation``, ``placebo``, ``power``, ``pooling``: how sure, how much was
  visible, many results;
- ``protocol``, ``evaluation``, ``verdict``, ``tiers``: what was promised, one run of it, the words, the tier.

Certainty of the methods: published [B], pinned by published numbers in the tests; the rules around them are
decisions of the handbook [D] and rows of ``evidence_rules.csv``.
"""
