"""Really leaves training rows out, one at a time, and tells what it does to the loss of test rows: softmax regression on columns
as they are, in float64, by a route of its own.

usage: retrain.py TRAIN.csv TEST.csv LABEL L2 < {"targets": [test row…], "rows": [training row…]}
prints {"loss": [per target], "actual": [per row: [per target]], "seconds": …}

The Hessian of all rows is factored once; each retrain starts from the full optimum and takes Newton steps with that factor
(the change of curvature from one row is what slows them down a little) until its own gradient is below 1e-11.
"""

import json
import sys
import time

import numpy as np
import pandas as pd
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax

TOLERANCE = 1e-11


class Problem:
    def __init__(self, x, y, classes, l2):
        self.x, self.y, self.classes, self.l2 = x, y, classes, l2
        self.onehot = np.eye(classes)[y]

    def gradient(self, theta, without=None):
        r = softmax(self.x @ theta, axis=1) - self.onehot
        n = len(self.x)
        if without is not None:
            r[without] = 0.0
            n -= 1
        g = self.x.T @ r / n
        g[:-1] += self.l2 * theta[:-1]
        return g

    def factor(self, theta):
        """Cholesky factor of the Hessian; 1 on the direction that shifts all intercepts alike, which carries no gradient."""
        q, k, n = self.x.shape[1], self.classes, len(self.x)
        p = softmax(self.x @ theta, axis=1)
        h = np.zeros((k, q, k, q))
        for a in range(k):
            for b in range(a + 1):
                w = p[:, a] * ((a == b) - p[:, b]) / n
                h[a, :, b, :] = h[b, :, a, :] = (self.x * w[:, None]).T @ self.x
        for a in range(k):
            h[a, np.arange(q - 1), a, np.arange(q - 1)] += self.l2
        h[:, -1, :, -1] += 1 / k
        return cho_factor(h.reshape(k * q, k * q), lower=True, overwrite_a=True)

    def step(self, factor, g):
        return cho_solve(factor, g.T.reshape(-1), check_finite=False).reshape(self.classes, -1).T

    def objective(self, theta):
        losses = -log_softmax(self.x @ theta, axis=1)[np.arange(len(self.y)), self.y]
        return losses.mean() + self.l2 / 2 * np.sum(theta[:-1] ** 2)

    def fit(self):
        """L-BFGS to the neighbourhood of the optimum, then Newton steps with the Hessian found there."""
        shape = (self.x.shape[1], self.classes)
        near = minimize(
            lambda t: (self.objective(t.reshape(shape)), self.gradient(t.reshape(shape)).ravel()),
            np.zeros(shape[0] * shape[1]), jac=True, method="L-BFGS-B",
            options={"maxiter": 2000, "maxfun": 4000, "ftol": 0, "gtol": 1e-6, "maxcor": 30},
        )  # fmt: skip
        theta = near.x.reshape(shape)
        factor = self.factor(theta)
        return self.polish(theta, factor), factor

    def polish(self, theta, factor, without=None):
        """Newton steps with a given factor until the gradient, of the problem without the row, is below the tolerance."""
        for _ in range(100):
            g = self.gradient(theta, without)
            if np.linalg.norm(g) < TOLERANCE:
                return theta
            theta = theta - self.step(factor, g)
        sys.exit(f"a fit stopped at gradient norm {np.linalg.norm(g)}")


def main():
    train_file, test_file, label, l2 = sys.argv[1:]
    asked = json.load(sys.stdin)
    train, test = pd.read_csv(train_file), pd.read_csv(test_file)
    classes = np.sort(train[label].unique()).tolist()

    def design(table):
        return np.column_stack([table.drop(columns=label).to_numpy(float), np.ones(len(table))])

    y = train[label].map(classes.index).to_numpy()
    problem = Problem(design(train), y, len(classes), float(l2))
    x_test = design(test)[asked["targets"]]
    y_test = test[label].map(classes.index).to_numpy()[asked["targets"]]

    def losses(theta):
        return -log_softmax(x_test @ theta, axis=1)[np.arange(len(y_test)), y_test]

    theta, factor = problem.fit()
    start = time.perf_counter()
    before = losses(theta)
    actual = [(losses(problem.polish(theta, factor, row)) - before).tolist() for row in asked["rows"]]
    seconds = time.perf_counter() - start
    json.dump({"loss": before.tolist(), "actual": actual, "seconds": seconds}, sys.stdout)


if __name__ == "__main__":
    main()
