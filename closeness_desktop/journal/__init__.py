"""What is kept: tables, migrations, one store per kind of record, search. `Journal` is its face."""
