"""Plain Python that every stage may use: money, splits, state tables, periods, time. No Django."""
