"""The few things that SQL cannot do: intervals of a count, and draws of cash that comes or does not."""
