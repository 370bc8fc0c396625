"""Lines of claims on the matter's timeline, by the verb of the entry."""

LINES = {
    "claim_costs": {
        "fi": "Kuluja haettiin maksuun {claimed_cents}, hakemus {claim}.",
        "fi-simple": "Pyysimme rahoittajilta {claimed_cents}.",
        "sv": "Kostnader söktes till betalning {claimed_cents}, ansökan {claim}.",
        "en": "Costs of {claimed_cents} were claimed from the funders, claim {claim}.",
    },
    "cut_costs": {
        "fi": "Rahoittaja ei hyväksynyt kuluja {cut_cents}, hakemus {claim}.",
        "fi-simple": "Rahoittaja ei maksa tästä: {cut_cents}.",
        "sv": "Finansiären godkände inte {cut_cents}, ansökan {claim}.",
        "en": "The funder cut {cut_cents} from claim {claim}.",
    },
    "approve_costs": {
        "fi": "Rahoittaja hyväksyi hakemuksen {claim} kulut.",
        "fi-simple": "Rahoittaja hyväksyi kulut.",
        "sv": "Finansiären godkände kostnaderna i ansökan {claim}.",
        "en": "The funder approved the costs of claim {claim}.",
    },
}
