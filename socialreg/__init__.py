"""socialreg: a public body's register of its official social media accounts."""

__version__ = "0.1.0"
HOMEPAGE = "https://github.com/socialreg/socialreg"
