"""Pure measures that schemes share: thresholds, quotas, bands."""
