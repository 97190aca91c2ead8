"""Notes as text for other programs: pure functions, one module per format."""
