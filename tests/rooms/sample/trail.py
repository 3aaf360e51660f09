from anyelir.core.trail import declare_verbs

declare_verbs({"sample.write": "menulis di papan"})
