"""The `taizhang` command."""
