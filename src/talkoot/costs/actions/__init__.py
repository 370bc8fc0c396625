"""What is done to invoices, orders, costs and statements."""
