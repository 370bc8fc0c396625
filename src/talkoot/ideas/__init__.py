"""Ideas: told by any channel, taken up or returned with a reason, always answered."""
