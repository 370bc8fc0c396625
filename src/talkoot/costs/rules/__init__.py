"""Whether it makes sense, on plain values.

`naming` finds names in typed text, `routing` says where an invoice belongs, `vouchers` when two are the same,
`recording` what may be a cost, `checking` what may be found of it, `statements` when a statement makes sense.
"""
