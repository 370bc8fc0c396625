"""Lines of decisions on the matter's timeline, by the verb of the entry."""

LINES: dict[str, dict[str, str]] = {
    "propose_decision": {
        "fi": "Ohjausryhmä antoi esityksensä.",
        "fi-simple": "Ohjausryhmä kertoi mielipiteensä.",
        "sv": "Styrgruppen gav sitt förslag.",
        "en": "The steering group made its proposal.",
    },
    "grant_application": {
        "fi": "Rahoitus myönnettiin: kustannukset saavat olla yhteensä {granted_cents}.",
        "fi-simple": "Rahoitus myönnettiin. Toiminta saa maksaa yhteensä {granted_cents}.",
        "sv": "Finansiering beviljades: kostnaderna får vara sammanlagt {granted_cents}.",
        "en": "Funding was granted: the costs may be {granted_cents} in all.",
    },
    "refuse_application": {
        "fi": "Rahoitusta ei myönnetty.",
        "fi-simple": "Rahoitusta ei myönnetty.",
        "sv": "Finansiering beviljades inte.",
        "en": "Funding was not granted.",
    },
    "approve_by_funder": {
        "fi": "Rahoittaja hyväksyi tuen saajan.",
        "fi-simple": "Myös rahoittaja sanoi kyllä.",
        "sv": "Finansiären godkände mottagaren.",
        "en": "The funder approved the recipient.",
    },
    "serve_decision": {
        "fi": "Päätös annettiin tiedoksi hakijalle.",
        "fi-simple": "Päätös lähetettiin yhdistykselle.",
        "sv": "Beslutet delgavs sökanden.",
        "en": "The applicant was given notice of the decision.",
    },
}
