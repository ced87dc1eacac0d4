"""The private side: the imported project, what its codes mean, and how it is anonymised."""
