"""The ten tiles of the wall."""
