"""A client as Python source: for each operation of a document a method, and Structs for answers."""
