"""A whole invented programme, played through the actions in time order; its e-invoices are in `samples`."""
