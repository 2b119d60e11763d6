#!/usr/bin/env python3
"""Writes the reference fixtures: data sets with influence, leave-one-out and retraining figures computed in float64 by a
route that shares nothing with the product (see definitions.py).

Regenerate:   python3 test/reference/reference.py            all fixtures
              python3 test/reference/reference.py wine iris  some of them

It needs Python 3.11 or later. The first run makes a virtual environment with pinned NumPy and SciPy in the user's cache folder
and downloads scikit-learn's wheel, for the public data files inside it. Output: test/fixtures/reference/NAME/ with train.csv,
test.csv, influence.json and expected.json; numbers have all digits of a float64.
"""

import json
import os
import pathlib
import subprocess
import sys
import venv

PINS = ["numpy==2.4.6", "scipy==1.17.1"]
HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE.parent / "fixtures" / "reference"
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "influence-lens" / "reference"


def run_in_own_environment():
    folder = CACHE / "venv"
    python = folder / "bin" / "python"
    stamp = folder / "pins.txt"
    if not stamp.exists() or stamp.read_text() != "\n".join(PINS):
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PINS], check=True)
        stamp.write_text("\n".join(PINS))
    os.execv(python, [str(python), __file__, *sys.argv[1:]])


if __name__ == "__main__" and pathlib.Path(sys.prefix) != CACHE / "venv":
    run_in_own_environment()

import collections  # noqa: E402
import csv  # noqa: E402
import datetime  # noqa: E402
import random  # noqa: E402
import re  # noqa: E402

import numpy as np  # noqa: E402
from scipy.optimize import minimize  # noqa: E402

import datasets  # noqa: E402
import definitions as d  # noqa: E402

MISSING = {"", "NA", "NaN", "null", "?"}


# --- preprocessing, as the definitions say -------------------------------------------------------------------------


def code_units(text):
    return text.encode("utf-16-be")


def number(cell, kind):
    if cell in MISSING:
        return np.nan
    if kind == "date":
        return datetime.datetime.fromisoformat(cell).replace(tzinfo=datetime.timezone.utc).timestamp() * 1000
    return float(cell)


def numeric_column(train, test, kind, standardize):
    """Mean and population std of the values that are there; a missing cell becomes the mean, a constant column 0."""
    a, b = (np.array([number(c, kind) for c in cells]) for cells in (train, test))
    mean = np.nanmean(a)
    if not standardize:
        return np.where(np.isnan(a), mean, a), np.where(np.isnan(b), mean, b)
    std = np.sqrt(np.nanmean((a - mean) ** 2)) if np.nanmin(a) < np.nanmax(a) else np.inf
    return tuple(np.where(np.isnan(v), 0.0, (v - mean) / std) for v in (a, b))


def categorical_columns(train, test):
    """One 0/1 column a category in code-unit order, the missing cells' own last; what training never saw is all zeros."""
    seen = {None if c in MISSING else c for c in train}
    order = sorted(seen - {None}, key=code_units) + ([None] if None in seen else [])
    for category in order:
        yield category, *(
            np.array([float((None if c in MISSING else c) == category) for c in cells]) for cells in (train, test)
        )


def text_columns(train, test, least=2):
    """TF-IDF with rows of unit length, terms of at least `least` rows, in code-unit order; ASCII words of two and more."""
    rows, rows_test = ([re.findall(r"[a-z0-9]{2,}", text.lower()) for text in part] for part in (train, test))
    frequency = collections.Counter(term for row in rows for term in set(row))
    terms = sorted((term for term, count in frequency.items() if count >= least), key=code_units)
    idf = np.array([np.log((1 + len(rows)) / (1 + frequency[term])) + 1 for term in terms])

    def weigh(part):
        counts = np.array([[row.count(term) for term in terms] for row in part]) * idf
        return counts / np.linalg.norm(counts, axis=1, keepdims=True)

    return terms, weigh(rows), weigh(rows_test)


def design(header, train, test, kinds, standardize):
    names, a, b = [], [], []
    for j, name in enumerate(header[:-1]):
        kind = kinds.get(name, "numeric")
        if kind == "excluded":
            continue
        cells = [row[j] for row in train], [row[j] for row in test]
        if kind in ("numeric", "date"):
            columns = [(name, *numeric_column(*cells, kind, standardize))]
        elif kind == "text":
            terms, u, v = text_columns(*cells)
            columns = [(f"{name}: {term}", u[:, k], v[:, k]) for k, term in enumerate(terms)]
        else:
            columns = [
                (f"{name}={'(missing)' if c is None else c}", u, v) for c, u, v in categorical_columns(*cells)
            ]
        for title, u, v in columns:
            names.append(title)
            a.append(u)
            b.append(v)
    return names, np.column_stack(a), np.column_stack(b)


# --- one fixture ----------------------------------------------------------------------------------------------------


def plain(values):
    return np.asarray(values).tolist()


def check(fit, inverse):
    """Cross-checks of this file's own ingredients; a fixture that fails one is not written."""
    eye = np.eye(len(fit.theta)) - fit.gauge
    root = np.sqrt(np.diag(fit.hessian_of(fit.theta)))
    error = np.abs(root[:, None] * (inverse @ fit.hessian_of(fit.theta) - eye) / root).max()
    assert error < 1e-10, f"inverse Hessian is off by {error}"
    found = minimize(
        lambda t: (fit.objective(t), fit.gradient(t)), np.zeros_like(fit.theta), jac=True, method="L-BFGS-B",
        options={"maxiter": 20000, "maxfun": 40000, "ftol": 0, "gtol": 1e-9, "maxcor": 50},
    )
    assert abs(found.fun - fit.objective(fit.theta)) < 1e-10, "SciPy finds another minimum"
    h, t = fit.hessian_of(fit.theta), 1e-5
    v = np.random.default_rng(0).standard_normal(len(fit.theta))
    central = (fit.gradient(fit.theta + t * v) - fit.gradient(fit.theta - t * v)) / (2 * t)
    assert np.abs(h @ v - central).max() < 1e-6 * max(1, np.abs(central).max()), "Hessian and gradient disagree"


def conditions(fit):
    h = fit.hessian_of(fit.theta) + fit.gauge
    return {"conditionNumber": float(np.linalg.cond(h)), "balancedConditionNumber": float(np.linalg.cond(d.balanced(h)[0]))}


def explain(fit, inverse, steps, x_test, row, explained, labels, retrain_rows, retrained):
    x1 = d.with_intercept(x_test[row : row + 1])
    target = np.array([explained])
    before = d.loss(fit.theta, x1, target, fit.classes)[0]
    values = d.influence(fit, inverse, x_test[row], explained)
    forecast = np.array([d.loss(t, x1, target, fit.classes)[0] for t in steps]) - before
    probability = np.exp(-before - forecast) - np.exp(-before)
    assert abs(values.sum()) < 1e-8 * np.abs(values).sum(), "influences do not sum to zero"
    top = np.argsort(-np.abs(values), kind="stable")[:10]
    rows = sorted({*map(int, top), *retrain_rows})
    actual = []
    for i in rows:
        if i not in retrained:
            retrained[i] = fit.without(i).theta
        after = d.loss(retrained[i], x1, target, fit.classes)[0]
        actual.append({"row": i, "lossDelta": after - before, "probabilityDelta": np.exp(-after) - np.exp(-before)})
    deltas = np.array([a["lossDelta"] for a in actual])
    r = np.corrcoef(forecast[rows], deltas)[0, 1]
    slope = forecast[rows] @ deltas / (forecast[rows] @ forecast[rows])
    print(f"    test row {row} ({labels[explained]}): forecast against retraining R {r:.6f}, slope {slope:.4f}")
    return {
        "row": row, "explained": labels[explained], "loss": before, "influence": plain(values),
        "removalDelta": plain(-values / fit.n), "removalForecast": plain(forecast),
        "removalProbabilityDelta": plain(probability), "retrained": actual,
    }


def write_csv(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def write_json(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n", encoding="utf-8")


def write_expected(path, value):
    """One key a line, so that a difference is readable and the file small."""
    def text(v):
        return json.dumps(v, ensure_ascii=False, allow_nan=False, separators=(",", ":"))

    lines = [f'"{k}": {text(v)}' for k, v in value.items() if k != "targets"]
    targets = ",\n".join("{ " + ",\n  ".join(f'"{k}": {text(v)}' for k, v in t.items()) + " }" for t in value["targets"])
    path.write_text("{\n" + ",\n".join(lines) + ',\n"targets": [\n' + targets + "\n]\n}\n", encoding="utf-8")


def fixture(name, table, test_share, l2, standardize=True, kinds=None, split="shuffle"):
    kinds = kinds or {}
    header, rows = table
    if split == "shuffle":
        rows = list(rows)
        random.Random(1).shuffle(rows)
    n_test = round(len(rows) * test_share)
    train, test = rows[: len(rows) - n_test], rows[len(rows) - n_test :]
    names, x, x_test = design(header, train, test, kinds, standardize)
    labels = sorted({row[-1] for row in train}, key=code_units)
    y, y_test = (np.array([labels.index(row[-1]) for row in part]) for part in (train, test))
    classes = len(labels)
    print(f"{name}: {x.shape[0]} rows, {x.shape[1]} features, {classes} classes, l2 {l2}")

    fit = d.Fit(x, y, classes, l2)
    inverse = fit.inverse_hessian()
    check(fit, inverse)
    steps = d.one_newton_step(fit, True)
    x1_test = d.with_intercept(x_test)
    test_loss = d.loss(fit.theta, x1_test, y_test, classes)
    test_probabilities = d.probabilities(fit.theta, x1_test, classes)
    worst, best = int(np.argmax(test_loss)), int(np.argmin(test_loss))
    middle = int(np.argsort(test_loss)[len(test_loss) * 3 // 4])
    other = int(np.argsort(test_probabilities[worst])[0])
    chosen = [(worst, int(y_test[worst])), (middle, int(y_test[middle])), (best, int(y_test[best])), (worst, other)]
    draw = random.Random(2)
    retrain_rows = draw.sample(range(fit.n), 10)
    retrained = {}
    done, targets = set(), []
    for row, explained in chosen:
        if (row, explained) not in done:
            done.add((row, explained))
            targets.append(explain(fit, inverse, steps, x_test, row, explained, labels, retrain_rows, retrained))
    loo = d.leave_one_out_probabilities(fit)
    theta = fit.theta.reshape(d.score_count(classes), -1)

    folder = OUT / name
    folder.mkdir(parents=True, exist_ok=True)
    write_csv(folder / "train.csv", header, train)
    write_csv(folder / "test.csv", header, test)
    config = {"train": "train.csv", "test": "test.csv", "label": header[-1]}
    features = {
        "exclude": [c for c, kind in kinds.items() if kind == "excluded"],
        "columns": {c: kind for c, kind in kinds.items() if kind == "text"},
        "standardize": standardize,
    }
    config["features"] = {k: v for k, v in features.items() if v and v is not True or v is False}
    write_json(folder / "influence.json", {**config, "model": {"type": "logistic", "l2": l2}})
    write_expected(folder / "expected.json", {
        "rows": fit.n, "classes": labels, "l2": l2, "standardize": standardize, "features": names,
        "weights": plain(theta[:, :-1]), "intercepts": plain(theta[:, -1]),
        "trainLoss": float(d.loss(fit.theta, fit.x1, y, classes).mean()), "objective": float(fit.objective(fit.theta)),
        "gradientNorm": float(fit.gradient_norm), **conditions(fit),
        "testLoss": plain(test_loss), "testProbabilities": plain(test_probabilities),
        "loss": plain(d.loss(fit.theta, fit.x1, y, classes)), "selfInfluence": plain(d.self_influence(fit, inverse)),
        "leverage": plain(d.leverage(fit, inverse)), "looProbabilities": plain(loo),
        "retrainedLooProbabilities": [
            {"row": i, "probabilities": plain(d.probabilities(t, fit.x1[i : i + 1], classes)[0])} for i, t in sorted(retrained.items())
        ],
        "targets": targets,
    })


FERRY = {"ticket": "excluded", "id": "excluded", "cabin": "categorical", "port": "categorical", "booked": "date", "member": "boolean"}
NOTES = {"channel": "categorical", "message": "text"}

FIXTURES = {
    "iris": lambda name: fixture(name, datasets.iris(CACHE), 0.2, 0.01),
    "wine": lambda name: fixture(name, datasets.wine(CACHE), 0.2, 0.01),
    "breast-cancer": lambda name: fixture(name, datasets.breast_cancer(CACHE), 0.2, 0.01),
    "breast-cancer-weak": lambda name: fixture(name, datasets.breast_cancer(CACHE), 0.2, 1e-3),
    "breast-cancer-raw": lambda name: fixture(name, datasets.breast_cancer(CACHE), 0.2, 0.01, standardize=False),
    "digits": lambda name: fixture(name, datasets.digits(CACHE, 350), 0.2, 0.01),
    "ferry": lambda name: fixture(name, datasets.ferry(), 60 / 360, 0.01, kinds=FERRY, split="order"),
    "notes": lambda name: fixture(name, datasets.notes(), 0.2, 0.003, kinds=NOTES),
    "wide": lambda name: fixture(name, datasets.wide(), 0.2, 0.01, standardize=False),
}


def main():
    os.environ.setdefault("OMP_NUM_THREADS", "2")
    CACHE.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[1:] or FIXTURES:
        FIXTURES[name](name)


if __name__ == "__main__":
    main()
