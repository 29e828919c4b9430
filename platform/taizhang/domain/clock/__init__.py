"""What the passing of days brings about (时钟、到期)."""
