"""Lines of costs on the matter's timeline, by the verb of the entry.

Single costs stay inside, since one of them may be one person's salary: the public reads sums.
"""

LINES: dict[str, dict[str, str]] = {
    "sign_statement": {
        "fi": "Toteuttaja tilitti kulujaan {total_cents}.",
        "fi-simple": "Yhdistys kertoi, mitä toiminta maksoi: {total_cents}.",
        "sv": "Genomföraren redovisade kostnader på {total_cents}.",
        "en": "The organisation stated costs of {total_cents}.",
    },
}
