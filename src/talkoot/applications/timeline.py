"""Lines of applications on the matter's timeline, by the verb of the entry."""

LINES: dict[str, dict[str, str]] = {
    "open_application": {
        "fi": "Hakemusta alettiin kirjoittaa.",
        "fi-simple": "Yhdistys alkoi kirjoittaa hakemusta.",
        "sv": "Ansökan började skrivas.",
        "en": "An application was begun.",
    },
    "submit_application": {
        "fi": "Hakemus jätettiin.",
        "fi-simple": "Hakemus tuli kaupungille.",
        "sv": "Ansökan lämnades in.",
        "en": "The application was submitted.",
    },
    "ask_to_complete": {
        "fi": "Hakijaa pyydettiin täydentämään hakemusta.",
        "fi-simple": "Hakemuksesta puuttui jotakin. Pyysimme yhdistystä lisäämään sen.",
        "sv": "Sökanden ombads komplettera ansökan.",
        "en": "The applicant was asked to complete the application.",
    },
}
