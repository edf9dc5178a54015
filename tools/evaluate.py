"""Prints how well the trained model understands the phrases under tests/phrases/, which it was not
trained on, beside Rasa's stock pipeline trained on the same data where that has been trained
(`--stock` trains it, which takes more than an hour; it is kept).

Usage: python -m tools.evaluate [--stock] (`make evaluate`, `make evaluate-stock`).
"""

import argparse

from tools.evaluation.report import (
    Evaluation,
    show_confusions,
    show_reliability,
    show_side_by_side,
    show_slots,
)
from tools.parse import Parser
from tools.stock_twin import stock_nlu
from tools.train import up_to_date_model


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--stock", action="store_true", help="train the stock pipeline if need be")
    stock_model = stock_nlu(train=options.parse_args().stock)
    ours = Evaluation.of(Parser(up_to_date_model()))
    stock = Evaluation.of(Parser(stock_model)) if stock_model else None
    show_side_by_side(ours, stock)
    show_confusions(ours)
    show_reliability(ours)
    show_slots()


if __name__ == "__main__":
    main()
