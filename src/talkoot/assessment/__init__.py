"""Assessment: gates first, then scores, each with a reason, by people without an interest."""
