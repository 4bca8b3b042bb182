"""What is written is found: one index for both databases, written by operations, read by `finding`."""
