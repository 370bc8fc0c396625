"""Lines of projects and agreements on the matter's timeline, by the verb of the entry."""

LINES: dict[str, dict[str, str]] = {
    "open_main_project": {
        "fi": "Koko ohjelman oma hanke alkoi.",
        "fi-simple": "Hanke alkoi.",
        "sv": "Programmets eget projekt började.",
        "en": "The programme's own project began.",
    },
    "open_project": {
        "fi": "Myönnetystä rahoituksesta ({granted_cents}) tehtiin hanke.",
        "fi-simple": "Ideasta tuli hanke. Sillä on rahaa {granted_cents}.",
        "sv": "Ett projekt bildades för den beviljade finansieringen ({granted_cents}).",
        "en": "A project was opened for what was granted ({granted_cents}).",
    },
    "sign_for_recipient": {
        "fi": "Toteuttaja allekirjoitti sopimuksen.",
        "fi-simple": "Yhdistys allekirjoitti sopimuksen.",
        "sv": "Genomföraren undertecknade avtalet.",
        "en": "The organisation signed the agreement.",
    },
    "sign_for_city": {
        "fi": "Kaupunki allekirjoitti sopimuksen, ja hanke käynnistyi.",
        "fi-simple": "Kaupunki allekirjoitti sopimuksen. Hanke voi alkaa.",
        "sv": "Staden undertecknade avtalet och projektet startade.",
        "en": "The city signed the agreement, and the project started.",
    },
    "change_budget": {
        "fi": "Hankkeen talousarviota muutettiin. Summa ei muuttunut.",
        "fi-simple": "Rahan käyttöä suunniteltiin uudelleen. Rahaa on yhtä paljon kuin ennen.",
        "sv": "Projektets budget ändrades. Summan är densamma.",
        "en": "The project's budget was changed. The total stayed the same.",
    },
    "close_project": {
        "fi": "Hanke päättyi. Tämä siitä tuli:",
        "fi-simple": "Hanke päättyi. Näin kävi:",
        "sv": "Projektet avslutades. Det här blev det:",
        "en": "The project was closed. This is what came of it:",
    },
}
