"""What is documented and enforceable: one module per rule, in a folder per kind."""
