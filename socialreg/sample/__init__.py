"""A sample register: a municipality that does not exist, and what its accounts went through."""
