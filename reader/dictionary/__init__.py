"""What a word means: our own terms of this war, dictionaries that are on this computer, and guesses that say so.

It asks nobody, and opens no dictionary until a word is looked up.
"""
