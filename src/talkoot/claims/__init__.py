"""The umbrella claim: what was accepted, split over the funders, frozen, decided and received."""
