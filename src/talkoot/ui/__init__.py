"""The design system: how things are shown. It knows no stage."""
