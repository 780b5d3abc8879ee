"""The sample journal: eighteen months of plainly marked entries, made afresh and thrown away."""
