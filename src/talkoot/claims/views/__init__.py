"""Pages of claims: the chain of claims, what the funder said and paid, the index, the books."""
