"""One module per subcommand of `talkoot`: read the arguments, call one action or query, print."""
