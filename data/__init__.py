"""Layer 1: a folder of exports becomes typed tables, and every accepted load is kept as a version."""
