"""Translation on this computer: models in the user's data folder, each worked by a process of its own.

The libraries that run them hold Python's lock while they work and cannot be interrupted, so that nothing of them is
loaded into the program: ``host`` is a program of its own, ``child`` speaks to it, ``engine`` makes an engine of that.
"""
