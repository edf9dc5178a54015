"""The content check: reading.py reads what stands under data/, checks.py lists what must hold.

Run by tools/check_content.py and by tests/test_content.py."""
