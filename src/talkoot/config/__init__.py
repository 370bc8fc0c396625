"""How the parts are put together: settings, addresses and the `talkoot` command."""
