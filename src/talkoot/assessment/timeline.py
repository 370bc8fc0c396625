"""Lines of assessments on the matter's timeline, by the verb of the entry. Who marked what stays inside."""

LINES: dict[str, dict[str, str]] = {
    "open_assessment": {
        "fi": "Hakemusta alettiin arvioida.",
        "fi-simple": "Aloimme arvioida hakemusta.",
        "sv": "Bedömningen av ansökan började.",
        "en": "Assessment of the application began.",
    },
    "pass_assessment": {
        "fi": "Hakemus arvioitiin, ja se täyttää ehdot.",
        "fi-simple": "Hakemus on arvioitu. Siinä on kaikki, mitä tuki vaatii.",
        "sv": "Ansökan bedömdes, och den uppfyller villkoren.",
        "en": "The application was assessed and meets the conditions.",
    },
    "fail_assessment": {
        "fi": "Hakemus arvioitiin, eikä se täytä kaikkia ehtoja.",
        "fi-simple": "Hakemus on arvioitu. Siitä puuttuu jotakin, mitä tuki vaatii.",
        "sv": "Ansökan bedömdes, och den uppfyller inte alla villkor.",
        "en": "The application was assessed and doesn't meet all conditions.",
    },
}
