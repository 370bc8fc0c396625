"""Costs: every message that arrives, every voucher once, every line checked by a second person."""
