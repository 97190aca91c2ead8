"""One module for each file on disk: notes (truth), index (derived), and the durable writer."""
