"""Lines of activities on the matter's timeline, by the verb of the entry."""

LINES: dict[str, dict[str, str]] = {
    "plan_activity": {
        "fi": "Uutta toimintaa on tulossa:",
        "fi-simple": "Tulossa on tällaista:",
        "sv": "Ny verksamhet är på kommande:",
        "en": "New activity is coming up:",
    },
    "hold_activity": {
        "fi": "Toimintaa järjestettiin.",
        "fi-simple": "Ihmiset kokoontuivat yhteen.",
        "sv": "Verksamheten genomfördes.",
        "en": "The activity took place.",
    },
    "cancel_activity": {
        "fi": "Toimintaa peruttiin:",
        "fi-simple": "Jotakin peruttiin. Syy on tämä:",
        "sv": "Verksamhet ställdes in:",
        "en": "An activity was cancelled:",
    },
    "count_visits": {
        "fi": "Toiminnassa kävi ihmisiä: {visits}.",
        "fi-simple": "Paikalle tuli ihmisiä: {visits}.",
        "sv": "Antal besökare: {visits}.",
        "en": "People came: {visits}.",
    },
    "correct_visits": {
        "fi": "Kävijämäärä korjattiin: {visits}.",
        "fi-simple": "Laskimme ihmiset uudelleen. Heitä oli {visits}.",
        "sv": "Antalet besökare rättades: {visits}.",
        "en": "The headcount was corrected: {visits}.",
    },
    "write_trial_card": {
        "fi": "Kokeilukortti kirjoitettiin: mitä kokeiltiin ja miten se meni.",
        "fi-simple": "Kerromme, mitä kokeilimme ja miten kävi.",
        "sv": "Försökskortet skrevs: vad som prövades och hur det gick.",
        "en": "The trial card was written: what was tried and how it went.",
    },
}
