"""The definitions in float64, written for being obviously right and not for speed.

Nothing here is shared with the product: dense explicit Hessians, explicit inverses, and for the leverage-corrected removal the
modified Hessian itself is built and solved row by row instead of the closed form that the product uses.

Notation: n rows, p features, K score vectors (1 for two classes), parameters theta of K blocks [w_k (p), b_k], penalty lam on w.
"""

import numpy as np


def with_intercept(x):
    return np.hstack([x, np.ones((x.shape[0], 1))])


def score_count(classes):
    return 1 if classes == 2 else classes


def log_probabilities(theta, x1, classes):
    """rows × classes: log of the predicted probabilities; x1 has the intercept's column of ones."""
    scores = x1 @ theta.reshape(score_count(classes), -1).T
    if classes == 2:
        scores = np.hstack([np.zeros_like(scores), scores])
    top = scores.max(axis=1, keepdims=True)
    return scores - top - np.log(np.exp(scores - top).sum(axis=1, keepdims=True))


def probabilities(theta, x1, classes):
    return np.exp(log_probabilities(theta, x1, classes))


def loss(theta, x1, y, classes):
    """log(1 + sum of exp(other score - own score)): keeps its digits also where it is tiny."""
    scores = x1 @ theta.reshape(score_count(classes), -1).T
    if classes == 2:
        scores = np.hstack([np.zeros_like(scores), scores])
    rows = np.arange(len(y))
    above = scores - scores[rows, y][:, None]
    above[rows, y] = -np.inf
    top = np.maximum(above.max(axis=1), 0)
    rest = np.exp(above - top[:, None]).sum(axis=1)
    return top + np.where(top == 0, np.log1p(rest), np.log(np.exp(-top) + rest))


def score_residuals(theta, x1, y, classes):
    """r_i = dl/deta_i, rows × K."""
    r = probabilities(theta, x1, classes)
    r[np.arange(len(y)), y] = 0.0
    r[np.arange(len(y)), y] = -r.sum(axis=1)
    return r[:, 1:] if classes == 2 else r


def score_curvatures(theta, x1, classes):
    """W_i = d2l/deta_i2, rows × K × K."""
    p = probabilities(theta, x1, classes)
    if classes == 2:
        return (p[:, 0] * p[:, 1])[:, None, None]
    return np.einsum("ij,jk->ijk", p, np.eye(classes)) - p[:, :, None] * p[:, None, :]


def penalty_mask(p, classes):
    """1 on weights, 0 on intercepts."""
    return np.tile(np.append(np.ones(p), 0.0), score_count(classes))


def loss_gradients(theta, x1, y, classes):
    """grad l(z_i), rows × parameters."""
    r = score_residuals(theta, x1, y, classes)
    return (r[:, :, None] * x1[:, None, :]).reshape(len(y), -1)


def loss_hessian(theta, x1, classes):
    """(1/n) sum of the rows' Hessians."""
    k, q = score_count(classes), x1.shape[1]
    w = score_curvatures(theta, x1, classes)
    h = np.empty((k, q, k, q))
    for a in range(k):
        for b in range(k):
            h[a, :, b, :] = x1.T @ (w[:, a, b][:, None] * x1)
    return h.reshape(k * q, k * q) / x1.shape[0]


def gauge(p, classes):
    """Projector on "shift all intercepts alike", the direction that carries no gradient; zero for two classes."""
    size = score_count(classes) * (p + 1)
    if classes == 2:
        return np.zeros((size, size))
    u = (1.0 - penalty_mask(p, classes)) / np.sqrt(classes)
    return np.outer(u, u)


def balanced(h):
    """H scaled to a unit diagonal, and the scale: raw columns of very different size then cost no digits."""
    scale = 1 / np.sqrt(np.diag(h))
    return scale[:, None] * h * scale, scale


def solve(h, b):
    unit, scale = balanced(h)
    return scale * np.linalg.solve(unit, scale * b)


def invert(h):
    unit, scale = balanced(h)
    return scale[:, None] * np.linalg.inv(unit) * scale


class Fit:
    """argmin R by full Newton steps with step halving, run until the gradient stops shrinking (below 1e-12)."""

    def __init__(self, x, y, classes, lam, start=None):
        self.x, self.y, self.classes, self.lam = x, y, classes, lam
        self.x1 = with_intercept(x)
        self.n, self.p = x.shape
        self.mask = penalty_mask(self.p, classes)
        self.gauge = gauge(self.p, classes)
        theta = np.zeros_like(self.mask) if start is None else start.copy()
        best = np.linalg.norm(self.gradient(theta))
        for self.iterations in range(1, 101):
            step = solve(self.hessian_of(theta) + self.gauge, self.gradient(theta))
            scale, value = 1.0, self.objective(theta)
            while self.objective(theta - scale * step) > value + 1e-14 * abs(value):
                scale /= 2
            candidate = theta - scale * step
            norm = np.linalg.norm(self.gradient(candidate))
            if best < 1e-12 and norm >= best / 2:
                break
            theta, best = candidate, norm
        if best >= 1e-12:
            raise RuntimeError(f"not at the optimum: gradient norm {best}")
        self.theta, self.gradient_norm = theta, best

    def objective(self, theta):
        return loss(theta, self.x1, self.y, self.classes).mean() + self.lam / 2 * np.sum((self.mask * theta) ** 2)

    def gradient(self, theta):
        return loss_gradients(theta, self.x1, self.y, self.classes).mean(axis=0) + self.lam * self.mask * theta

    def hessian_of(self, theta):
        return loss_hessian(theta, self.x1, self.classes) + self.lam * np.diag(self.mask)

    def inverse_hessian(self):
        """H^-1, with the gauge direction taken out."""
        return invert(self.hessian_of(self.theta) + self.gauge) - self.gauge

    def without(self, row):
        keep = np.arange(self.n) != row
        return Fit(self.x[keep], self.y[keep], self.classes, self.lam, self.theta)


def test_gradient(fit, x_test, explained):
    return loss_gradients(fit.theta, with_intercept(x_test[None, :]), np.array([explained]), fit.classes)[0]


def influence(fit, inverse, x_test, explained):
    """I_loss of every training row (eq. 2), with the row's share of the penalty."""
    gradients = loss_gradients(fit.theta, fit.x1, fit.y, fit.classes) + fit.lam * fit.mask * fit.theta
    return -gradients @ (inverse @ test_gradient(fit, x_test, explained))


def self_influence(fit, inverse):
    g = loss_gradients(fit.theta, fit.x1, fit.y, fit.classes)
    return np.einsum("ij,jk,ik->i", g, inverse, g)


def row_jacobian(fit, i):
    """J_i = deta_i/dtheta, K × parameters."""
    return np.kron(np.eye(score_count(fit.classes)), fit.x1[i])


def leverage(fit, inverse):
    """Largest eigenvalue of W_i A_i."""
    w = score_curvatures(fit.theta, fit.x1, fit.classes)
    out = np.empty(fit.n)
    for i in range(fit.n):
        j = row_jacobian(fit, i)
        out[i] = np.linalg.eigvals(w[i] @ (j @ inverse @ j.T / fit.n)).real.max()
    return out


def one_newton_step(fit, with_penalty_share):
    """theta after one Newton step of the problem without row i, for every i: rows × parameters.

    Times (n-1)/n that problem's gradient at the optimum is -(grad l_i + lam theta_w)/n, its Hessian H - J_i^T W_i J_i / n (the
    penalty's own change of curvature is left out, as in the definitions). Without the penalty's share it is the step of the
    approximate leave-one-out scores.
    """
    h = fit.hessian_of(fit.theta) + fit.gauge
    w = score_curvatures(fit.theta, fit.x1, fit.classes)
    gradients = loss_gradients(fit.theta, fit.x1, fit.y, fit.classes)
    share = fit.lam * fit.mask * fit.theta if with_penalty_share else 0.0
    out = np.empty((fit.n, len(fit.theta)))
    for i in range(fit.n):
        j = row_jacobian(fit, i)
        out[i] = fit.theta + solve(h - j.T @ w[i] @ j / fit.n, (gradients[i] + share) / fit.n)
    return out


def leave_one_out_probabilities(fit):
    """rows × classes: each row's own prediction by the approximate leave-one-out score."""
    thetas = one_newton_step(fit, False)
    return np.vstack([probabilities(thetas[i], fit.x1[i : i + 1], fit.classes) for i in range(fit.n)])
