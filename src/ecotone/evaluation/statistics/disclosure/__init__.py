"""What may be shown of small groups (domain brief 4.6)."""
