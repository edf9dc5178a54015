"""What the files under data/ may hold: one typed model for each kind. They are read through these
models when the assistant runs and when the content is checked."""
