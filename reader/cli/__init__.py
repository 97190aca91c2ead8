"""The commands. Imports the screens only inside ``open``."""
