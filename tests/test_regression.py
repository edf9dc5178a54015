"""The regression beside scikit-learn's."""

import numpy as np
from scipy.sparse import csr_matrix, hstack, random
from sklearn.linear_model import LogisticRegression

from nlu.regression import fit

ROWS, DENSE, SPARSE = 120, 6, 40


def test_equals_that_of_scikit_learn() -> None:
    chance = np.random.default_rng(7)
    dense = chance.normal(size=(ROWS, DENSE))
    sparse = random(ROWS, SPARSE, density=0.1, format="csr", random_state=7)
    labels = chance.choice(["ask/cost", "ask/pain", "greet"], p=[0.6, 0.3, 0.1], size=ROWS).tolist()
    fitted = fit(dense, sparse, labels, regularity=5.0, iterations=200)
    theirs = LogisticRegression(C=5.0, class_weight="balanced", max_iter=200)
    theirs.fit(hstack([csr_matrix(dense), sparse]).tocsr(), labels)
    assert fitted.labels == list(theirs.classes_)
    assert np.allclose(fitted.weights, theirs.coef_.T, atol=1e-6)
    assert np.allclose(fitted.bias, theirs.intercept_, atol=1e-6)
