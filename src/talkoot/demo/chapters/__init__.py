"""The demo's chapters. Each yields dated steps, and a step only calls actions, as people would by the pages."""
