"""The locked box: keys, header, database connection, attachments, seal. Knows no journal."""
