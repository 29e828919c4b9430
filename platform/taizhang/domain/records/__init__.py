"""Records: what a unit or person has to its name, each with its source (实绩档案、充分肯定)."""
