"""Layer 3: every screen. A page file reads queries and draws; it makes no number."""
