"""``python -m reader`` is ``libya-reader``."""

from reader.cli import main

if __name__ == "__main__":
    main()
