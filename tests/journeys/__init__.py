"""Whole ways through the site in a real browser, against a real server process on a database the demo built."""
