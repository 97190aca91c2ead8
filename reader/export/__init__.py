"""Notes for other programs, and back: pure functions, one module per format."""
