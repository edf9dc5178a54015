"""How well a trained model understands the phrases under tests/phrases/, none of which it was
trained on: phrases.py reads them, measures.py counts, report.py prints.

Run by tools/evaluate.py; tests/test_understanding.py holds the floors."""
