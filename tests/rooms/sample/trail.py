from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "sample.write": "menulis di papan",
        "well.dig": "menggali sumur",
        "well.look": "memeriksa sumur",
        "well.move": "memindahkan sumur",
        "well.fill_in": "menimbun sumur",
        "well.paint": "mengecat sumur",
    }
)
