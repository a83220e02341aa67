"""What fills the tiles of the wall, by subject."""
