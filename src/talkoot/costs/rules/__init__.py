"""Whether it makes sense, on plain values: `routing` of invoices, `vouchers`, `recording`, `checking`, `statements`."""
