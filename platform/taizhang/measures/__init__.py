"""Pure measures that schemes share: nothing here reads a clock, a file or a database."""
