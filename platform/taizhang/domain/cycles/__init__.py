"""One yearly assessment, from opening to publication (考核周期)."""
