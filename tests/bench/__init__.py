"""Speed and memory, measured and printed; never a test that can fail on a busy machine."""
