"""The reference data sets as lists of text cells, exactly as they are written to CSV."""

import csv
import gzip
import io
import random
import subprocess
import sys
import zipfile

SCIKIT_LEARN = "scikit-learn==1.9.1"


def wheel(cache):
    """scikit-learn's wheel, for the data files inside it; it is not installed."""
    found = sorted(cache.glob("scikit_learn-*.whl"))
    if not found:
        pip = [sys.executable, "-m", "pip", "download", SCIKIT_LEARN, "--no-deps", "--quiet"]
        pip += ["--only-binary=:all:", "--python-version", "3.11", "--platform", "manylinux_2_27_x86_64", "-d", str(cache)]
        subprocess.run(pip, check=True)
        found = sorted(cache.glob("scikit_learn-*.whl"))
    return zipfile.ZipFile(found[-1])


def packaged(cache, name):
    data = wheel(cache).read(f"sklearn/datasets/data/{name}")
    if name.endswith(".gz"):
        data = gzip.decompress(data)
    return list(csv.reader(io.StringIO(data.decode("utf-8"))))


def named(cache, name, columns, label):
    """Files whose first line is `rows, features, class names…` and whose last cell is the class number."""
    head, *rows = packaged(cache, name)
    classes = head[2:]
    return [*columns, label], [[*row[:-1], classes[int(row[-1])]] for row in rows]


def iris(cache):
    return named(cache, "iris.csv", ["sepal_length", "sepal_width", "petal_length", "petal_width"], "species")


WINE = "alcohol malic_acid ash alcalinity_of_ash magnesium total_phenols flavanoids nonflavanoid_phenols proanthocyanins"
WINE += " color_intensity hue od280/od315 proline"


def wine(cache):
    return named(cache, "wine_data.csv", WINE.split(), "cultivar")


CELL = "radius texture perimeter area smoothness compactness concavity concave_points symmetry fractal_dimension".split()


def breast_cancer(cache):
    columns = [f"{kind}_{name}" for kind in ("mean", "error", "worst") for name in CELL]
    return named(cache, "breast_cancer.csv", columns, "diagnosis")


def digits(cache, rows):
    """The first `rows` 8 × 8 digits; several pixels are constant."""
    data = packaged(cache, "digits.csv.gz")[:rows]
    header = [f"pixel_{i}" for i in range(64)] + ["digit"]
    return header, [[f"{float(c):g}" for c in row[:-1]] + [f"d{int(float(row[-1]))}" for _ in "l"] for row in data]


def ferry():
    """Synthetic: invented passengers of a ferry, for mixed kinds of columns, missing cells and an unseen category."""
    draw = random.Random(20170814)
    header = ["ticket", "id", "cabin", "port", "age", "fare", "booked", "member", "boarded"]
    rows = []
    for i in range(360):
        cabin = draw.choice(["first", "second", "third", "third"])
        age = min(88, max(1, draw.gauss(36, 15)))
        fare = {"first": 70, "second": 25, "third": 11}[cabin] * draw.lognormvariate(0, 0.4)
        port = draw.choice(["Ålesund", "Bergen", "Bodø", "Kirkenes, north", 'Svolvær "quay"'])
        member = draw.random() < 0.3
        day = draw.randrange(1, 366)
        logit = 0.03 * fare - 0.03 * age + 0.9 * member - 0.6 * (port == "Bergen") + 0.002 * day - 0.4
        boarded = draw.random() < 1 / (1 + 2.718281828459045 ** -logit)
        booked = f"2023-{1 + (day - 1) // 31:02d}-{1 + (day - 1) % 28:02d}"
        cells = [f"T-{i:05d}", str(7 * i + 3), cabin, port, f"{age:.1f}", f"{fare:.2f}", booked]
        for column, missing in ((2, "?"), (3, ""), (4, "NA"), (5, ""), (6, "null")):
            if draw.random() < 0.06:
                cells[column] = missing
        if i >= 300 and i % 17 == 0:
            cells[2] = "deck"
        rows.append([*cells, "true" if member else "false", "yes" if boarded else "no"])
    return header, rows


def wide():
    """Synthetic: three topics, many more rare terms than rows, as raw counts."""
    draw = random.Random(4242)
    terms, topics = 260, 3
    weights = [[draw.lognormvariate(0, 1.5) for _ in range(terms)] for _ in range(topics)]
    rows = []
    for i in range(100):
        topic = i % topics
        counts = [0] * terms
        for term in draw.choices(range(terms), weights[topic], k=draw.randrange(15, 60)):
            counts[term] += 1
        for term in draw.choices(range(terms), k=12):
            counts[term] += 1
        rows.append([*map(str, counts), f"topic_{topic}"])
    return [*(f"t{j}" for j in range(terms)), "topic"], rows


def notes():
    """Synthetic: short messages, a text column with line breaks beside a category."""
    draw = random.Random(1703)
    common = "the a we you it was is for and with on to at please thanks today again order parcel number call".split()
    special = {
        "billing": "invoice refund charged twice card payment price amount bank total 1999 vat".split(),
        "delivery": "late courier box broken address street missing driver depot label 24h snow".split(),
        "praise": "great friendly quick lovely perfect helpful recommend smile happy best wonderful team".split(),
    }
    rows = []
    for i in range(150):
        topic = draw.choice(list(special))
        words = draw.choices(common, k=draw.randrange(4, 14)) + draw.choices(special[topic], k=draw.randrange(1, 5))
        if draw.random() < 0.3:
            words += draw.choices(special[draw.choice(list(special))], k=2)
        draw.shuffle(words)
        text = "".join(w + draw.choice([" "] * 12 + [", ", ". ", "!\n"]) for w in words).strip()
        text = text[0].upper() + text[1:]
        rows.append([draw.choice(["mail", "phone", "shop"]), text, topic])
    return ["channel", "message", "topic"], rows
