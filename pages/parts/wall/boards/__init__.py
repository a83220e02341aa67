"""The boards of the wall, a file each."""
