"""How it looks: tokens, palette, fonts, icons."""
