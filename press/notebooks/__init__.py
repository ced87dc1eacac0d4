"""The notebooks: which have to run, their kernels, their outputs by name, and their downloads."""
