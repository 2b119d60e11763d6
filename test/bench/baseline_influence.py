"""What a data scientist would write to get the same answer: the rows most responsible for one prediction of a logistic
regression, with pandas and NumPy/SciPy. `npm run bench` compares the product with it, process against process.

usage: baseline_influence.py TRAIN.csv TEST.csv LABEL TEST_ROW L2
"""

import sys

import numpy as np
import pandas as pd
from scipy.linalg import cho_factor, cho_solve, solve_triangular
from scipy.special import expit


def fit(x, y, l2):
    """Newton's method; x has a last column of ones, whose weight is not penalised."""
    n, p = x.shape
    penalty = np.full(p, l2)
    penalty[-1] = 0.0
    theta = np.zeros(p)
    while True:
        prob = expit(x @ theta)
        gradient = x.T @ (prob - y) / n + penalty * theta
        w = prob * (1 - prob)
        hessian = (x * (w / n)[:, None]).T @ x
        hessian[np.diag_indices(p)] += penalty
        factor = cho_factor(hessian, lower=True, overwrite_a=True)
        if np.linalg.norm(gradient) < 1e-9:
            return theta, prob, w, factor, penalty
        theta -= cho_solve(factor, gradient)


def main():
    train_file, test_file, label, test_row, l2 = sys.argv[1:]
    train, test = pd.read_csv(train_file), pd.read_csv(test_file)
    features = train.columns.drop(label)
    classes = np.sort(train[label].unique())
    y = (train[label] == classes[1]).to_numpy(float)
    raw = train[features].to_numpy(float)
    mean, std = raw.mean(axis=0), raw.std(axis=0)
    std[std == 0] = np.inf
    x = np.ones((len(raw), len(features) + 1))
    np.divide(raw - mean, std, out=x[:, :-1])
    n = len(x)
    theta, prob, w, factor, penalty = fit(x, y, float(l2))

    chosen = test.iloc[int(test_row)]
    t = np.append((chosen[features].to_numpy(float) - mean) / std, 1.0)
    sign = 1.0 if chosen[label] == classes[1] else -1.0
    score = t @ theta
    loss = np.logaddexp(0, -sign * score)
    gradient = -sign * expit(-sign * score) * t

    share = penalty * theta
    residual = prob - y
    solved = cho_solve(factor, gradient)
    influence = -(residual * (x @ solved) + share @ solved)

    # Leverage x_i' H^-1 x_i from the triangular factor; then the leverage-corrected loss without each row.
    half = solve_triangular(factor[0], x.T, lower=True, check_finite=False)
    quadratic = np.einsum("ij,ij->j", half, half)
    self_influence = residual**2 * quadratic
    rho = cho_solve(factor, share) / n
    cross = x @ cho_solve(factor, t) / n
    without = score + cross * (residual + w * (x @ rho)) / (1 - w * quadratic / n) + t @ rho
    forecast = np.logaddexp(0, -sign * without) - loss

    order = np.argsort(-np.abs(forecast))[:10]
    print(f"P({classes[1]}) = {expit(score):.6f}, loss {loss:.6f}")
    top = pd.DataFrame(
        {
            "row": order,
            "label": train[label].to_numpy()[order],
            "influence": influence[order],
            "removalDelta": -influence[order] / n,
            "removalForecast": forecast[order],
            "selfInfluence": self_influence[order],
        }
    )
    print(top.to_string(index=False, float_format=lambda v: f"{v:.10g}"))


if __name__ == "__main__":
    main()
