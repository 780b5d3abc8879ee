"""Qt item models over the journal's stores."""
