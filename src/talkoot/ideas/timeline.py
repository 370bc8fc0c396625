"""Lines of ideas on the matter's timeline, by the verb of the entry."""

LINES = {
    "submit_idea": {
        "fi": "Idea kerrottiin ja sai numeron.",
        "fi-simple": "Idea tuli meille. Se sai numeron.",
        "sv": "Idén berättades och fick ett nummer.",
        "en": "The idea was told and got its number.",
    },
    "take_up_idea": {
        "fi": "Ideaa alettiin kehittää yhdessä.",
        "fi-simple": "Aloimme kehittää ideaa yhdessä.",
        "sv": "Idén började utvecklas tillsammans.",
        "en": "People began to develop the idea together.",
    },
    "return_idea": {
        "fi": "Idea palautettiin, ja syy kerrottiin.",
        "fi-simple": "Idea tuli takaisin. Kerroimme syyn.",
        "sv": "Idén lämnades tillbaka med ett skäl.",
        "en": "The idea was returned with a reason.",
    },
    "answer_idea": {
        "fi": "Ideaan vastattiin.",
        "fi-simple": "Vastasimme ideaan.",
        "sv": "Idén besvarades.",
        "en": "The idea was answered.",
    },
    "publish_idea": {
        "fi": "Idea julkaistiin täällä.",
        "fi-simple": "Idea näkyy nyt kaikille.",
        "sv": "Idén publicerades här.",
        "en": "The idea was published here.",
    },
}
