"""Review meetings and meetings of the committee (会议)."""
