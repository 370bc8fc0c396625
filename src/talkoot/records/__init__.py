"""The register, the matter, the chained entry, stored files and the guards that keep data from lying."""
