"""Activities: what happens near people, who came, and what was learnt."""
