"""What an Echo Show, a round Spot or a television shows."""
