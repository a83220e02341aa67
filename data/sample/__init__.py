"""The sample company: its exports in real vendors' shapes, its settings, and the program that makes them."""
