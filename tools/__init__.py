"""What `make` runs. Whatever these programs write, and what they start, is for their owner alone:
it is about patients."""

import os

os.umask(0o077)
