"""Writes test/fixtures/autodiff/layers.json: networks with their derivatives in float64, by PyTorch.

Every layer is written out here as Keras defines it (channels last), so that the definition is checked along with the derivatives.
Needs torch and numpy. Usage: python layers.py > ../fixtures/autodiff/layers.json
"""
import json
import math

import numpy as np
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
ROWS, CLASSES = 4, 3


def same_padding(size, kernel, stride):
    out = -(-size // stride)
    total = max((out - 1) * stride + kernel - size, 0)
    return total // 2, total - total // 2


def padded(x, kernel, strides, padding, value=0.0, dilation=1):
    """x is N C H W."""
    if padding == "valid":
        return x
    kh, kw = [(k - 1) * dilation + 1 for k in kernel]
    top, bottom = same_padding(x.shape[2], kh, strides[0])
    left, right = same_padding(x.shape[3], kw, strides[1])
    return F.pad(x, (left, right, top, bottom), value=value)


def first(x):
    return x.permute(0, 3, 1, 2)


def last(x):
    return x.permute(0, 2, 3, 1)


def conv2d(x, w, b, strides=(1, 1), padding="valid", dilation=1, groups=1):
    x = padded(first(x), w.shape[:2], strides, padding, dilation=dilation)
    return last(F.conv2d(x, w.permute(3, 2, 0, 1), b, strides, dilation=dilation, groups=groups))


def conv1d(x, w, b, stride=1, padding="valid"):
    return conv2d(x[:, None], w[None], b, (1, stride), padding)[:, 0]


def conv2d_transpose(x, w, b, strides, padding):
    full = F.conv_transpose2d(first(x), w.permute(3, 2, 0, 1), None, strides)
    if padding == "same":
        h, wd = x.shape[1] * strides[0], x.shape[2] * strides[1]
        top, _ = same_padding(h, w.shape[0], strides[0])
        left, _ = same_padding(wd, w.shape[1], strides[1])
        need_h, need_w = top + h - full.shape[2], left + wd - full.shape[3]
        full = F.pad(full, (0, max(need_w, 0), 0, max(need_h, 0)))[:, :, top : top + h, left : left + wd]
    return last(full) + b


def depthwise(x, w, b, strides=(1, 1), padding="valid"):
    kh, kw, c, m = w.shape
    x = padded(first(x), (kh, kw), strides, padding)
    return last(F.conv2d(x, w.permute(2, 3, 0, 1).reshape(c * m, 1, kh, kw), b, strides, groups=c))


def max_pool(x, size, strides, padding):
    return last(F.max_pool2d(padded(first(x), size, strides, padding, -math.inf), size, strides))


def avg_pool(x, size, strides, padding):
    ones = torch.ones_like(first(x))
    total = F.avg_pool2d(padded(first(x), size, strides, padding), size, strides)
    return last(total / F.avg_pool2d(padded(ones, size, strides, padding), size, strides))


def hard_sigmoid(x):
    return (0.2 * x + 0.5).clamp(0, 1)


def simple_rnn(x, w, u, b):
    h = torch.zeros(x.shape[0], u.shape[0])
    for t in range(x.shape[1]):
        h = torch.tanh(x[:, t] @ w + b + h @ u)
    return h


def lstm(x, w, u, b, inner=torch.sigmoid, sequences=False):
    n = u.shape[0]
    h = c = torch.zeros(x.shape[0], n)
    steps = []
    for t in range(x.shape[1]):
        i, f, g, o = torch.split(x[:, t] @ w + h @ u + b, n, 1)
        c = inner(f) * c + inner(i) * torch.tanh(g)
        h = inner(o) * torch.tanh(c)
        steps.append(h)
    return torch.stack(steps, 1) if sequences else h


def gru(x, w, u, b, inner=torch.sigmoid):
    n = u.shape[0]
    h = torch.zeros(x.shape[0], n)
    for t in range(x.shape[1]):
        xz, xr, xh = torch.split(x[:, t] @ w + b, n, 1)
        uz, ur, uh = u[:, :n], u[:, n : 2 * n], u[:, 2 * n :]
        z, r = inner(xz + h @ uz), inner(xr + h @ ur)
        h = z * h + (1 - z) * torch.tanh(xh + (r * h) @ uh)
    return h


def gru_reset_after(x, w, u, b, inner=torch.sigmoid):
    n = u.shape[0]
    h = torch.zeros(x.shape[0], n)
    for t in range(x.shape[1]):
        xz, xr, xh = torch.split(x[:, t] @ w + b[0], n, 1)
        hz, hr, hh = torch.split(h @ u + b[1], n, 1)
        z, r = inner(xz + hz), inner(xr + hr)
        h = z * h + (1 - z) * torch.tanh(xh + r * hh)
    return h


def batch_norm(x, gamma, beta, mean, variance, eps=1e-3):
    return (x - mean) / torch.sqrt(variance + eps) * gamma + beta


def layer_norm(x, gamma, beta, eps=1e-3):
    return F.layer_norm(x, x.shape[-1:], gamma, beta, eps)


def flat(x):
    return x.reshape(x.shape[0], -1)


def layer(name, **config):
    return {"class_name": name, "config": config}


ACTIVATIONS = {
    "linear": lambda x: x,
    "elu": F.elu,
    "relu": F.relu,
    "relu6": F.relu6,
    "selu": F.selu,
    "sigmoid": torch.sigmoid,
    "hardSigmoid": hard_sigmoid,
    "softplus": F.softplus,
    "softsign": F.softsign,
    "tanh": torch.tanh,
    "softmax": lambda x: torch.softmax(x, -1),
    "logSoftmax": lambda x: torch.log_softmax(x, -1),
    "swish": F.silu,
    "mish": F.mish,
    "gelu": F.gelu,
    "gelu_new": lambda x: F.gelu(x, approximate="tanh"),
}

CASES = []


def case(name, shape, layers, weights, forward, fixed=0, tokens=None, loss="softmax", graph=None):
    """weights: shapes of the layers under test; a dense layer to the classes follows. fixed: how many of them are not trained."""
    CASES.append(locals())


for name, f in ACTIVATIONS.items():
    case(f"activation {name}", (5,), [layer("Dense", units=6, activation=name)], [(5, 6), (6,)],
         lambda x, p, f=f: f(x @ p[0] + p[1]))

case("LeakyReLU", (5,), [layer("Dense", units=6), layer("LeakyReLU", alpha=0.3)], [(5, 6), (6,)],
     lambda x, p: F.leaky_relu(x @ p[0] + p[1], 0.3))
case("PReLU", (5,), [layer("Dense", units=6), layer("PReLU")], [(5, 6), (6,), (6,)],
     lambda x, p: torch.where(x @ p[0] + p[1] > 0, x @ p[0] + p[1], p[2] * (x @ p[0] + p[1])))
case("ELU layer", (5,), [layer("Dense", units=6), layer("ELU", alpha=1)], [(5, 6), (6,)],
     lambda x, p: F.elu(x @ p[0] + p[1]))
case("ReLU layer", (5,), [layer("Dense", units=6), layer("ReLU", maxValue=1)], [(5, 6), (6,)],
     lambda x, p: (x @ p[0] + p[1]).clamp(0, 1))
case("ThresholdedReLU", (5,), [layer("Dense", units=6), layer("ThresholdedReLU", theta=0.5)], [(5, 6), (6,)],
     lambda x, p: torch.where(x @ p[0] + p[1] > 0.5, x @ p[0] + p[1], 0.0))
case("Softmax layer", (5,), [layer("Dense", units=6), layer("Softmax")], [(5, 6), (6,)],
     lambda x, p: torch.softmax(x @ p[0] + p[1], -1))
case("Dropout", (5,), [layer("Dense", units=6, activation="tanh"), layer("Dropout", rate=0.5)], [(5, 6), (6,)],
     lambda x, p: torch.tanh(x @ p[0] + p[1]))
case("Conv1D", (7, 3), [layer("Conv1D", filters=4, kernelSize=3, strides=2, padding="same", activation="tanh")],
     [(3, 3, 4), (4,)], lambda x, p: torch.tanh(conv1d(x, p[0], p[1], 2, "same")))
case("Conv2D", (6, 5, 2), [layer("Conv2D", filters=3, kernelSize=3, activation="tanh")],
     [(3, 3, 2, 3), (3,)], lambda x, p: torch.tanh(conv2d(x, *p)))
case("Conv2D same, strides", (7, 6, 2),
     [layer("Conv2D", filters=3, kernelSize=[3, 2], strides=[2, 2], padding="same", activation="sigmoid")],
     [(3, 2, 2, 3), (3,)], lambda x, p: torch.sigmoid(conv2d(x, *p, (2, 2), "same")))
case("Conv2D twice", (6, 6, 1),
     [layer("Conv2D", filters=2, kernelSize=3, padding="same", activation="tanh"),
      layer("Conv2D", filters=3, kernelSize=3, strides=[2, 2], padding="valid", activation="tanh")],
     [(3, 3, 1, 2), (2,), (3, 3, 2, 3), (3,)],
     lambda x, p: torch.tanh(conv2d(torch.tanh(conv2d(x, p[0], p[1], (1, 1), "same")), p[2], p[3], (2, 2))))
case("Conv2D dilated", (7, 7, 2), [layer("Conv2D", filters=3, kernelSize=3, dilationRate=2, activation="tanh")],
     [(3, 3, 2, 3), (3,)], lambda x, p: torch.tanh(conv2d(x, *p, dilation=2)))
case("Conv2DTranspose", (3, 4, 2),
     [layer("Conv2DTranspose", filters=3, kernelSize=3, strides=[2, 2], padding="same", activation="tanh")],
     [(3, 3, 3, 2), (3,)], lambda x, p: torch.tanh(conv2d_transpose(x, *p, (2, 2), "same")))
case("Conv2DTranspose valid", (3, 3, 2),
     [layer("Conv2DTranspose", filters=2, kernelSize=2, padding="valid", activation="tanh")],
     [(2, 2, 2, 2), (2,)], lambda x, p: torch.tanh(conv2d_transpose(x, *p, (1, 1), "valid")))
case("DepthwiseConv2D", (5, 5, 2),
     [layer("DepthwiseConv2D", kernelSize=3, depthMultiplier=2, padding="same", activation="tanh")],
     [(3, 3, 2, 2), (4,)], lambda x, p: torch.tanh(depthwise(x, *p, padding="same")))
case("SeparableConv2D", (5, 5, 2),
     [layer("SeparableConv2D", filters=3, kernelSize=3, strides=[2, 2], padding="same", activation="tanh")],
     [(3, 3, 2, 1), (1, 1, 2, 3), (3,)],
     lambda x, p: torch.tanh(conv2d(depthwise(x, p[0], None, (2, 2), "same"), p[1], p[2])))
POOLED = [layer("Conv2D", filters=2, kernelSize=2, activation="tanh")]
POOLED_SHAPES = [(2, 2, 1, 2), (2,)]
for kind, pool in (("Max", max_pool), ("Average", avg_pool)):
    case(f"{kind}Pooling2D", (7, 7, 1), [*POOLED, layer(f"{kind}Pooling2D", poolSize=[2, 2])], POOLED_SHAPES,
         lambda x, p, pool=pool: pool(torch.tanh(conv2d(x, *p)), (2, 2), (2, 2), "valid"))
    case(f"{kind}Pooling2D overlapping, same", (7, 6, 1),
         [*POOLED, layer(f"{kind}Pooling2D", poolSize=[3, 3], strides=[2, 2], padding="same")], POOLED_SHAPES,
         lambda x, p, pool=pool: pool(torch.tanh(conv2d(x, *p)), (3, 3), (2, 2), "same"))
    case(f"{kind}Pooling1D", (8, 2),
         [layer("Conv1D", filters=3, kernelSize=3, activation="tanh"), layer(f"{kind}Pooling1D", poolSize=2)],
         [(3, 2, 3), (3,)],
         lambda x, p, pool=pool: pool(torch.tanh(conv1d(x, *p))[:, None], (1, 2), (1, 2), "valid")[:, 0])
    reduce = torch.amax if kind == "Max" else torch.mean
    case(f"Global{kind}Pooling2D", (5, 5, 1), [*POOLED, layer(f"Global{kind}Pooling2D")], POOLED_SHAPES,
         lambda x, p, reduce=reduce: reduce(torch.tanh(conv2d(x, *p)), (1, 2)))
    case(f"Global{kind}Pooling1D", (6, 2),
         [layer("Conv1D", filters=3, kernelSize=2, activation="tanh"), layer(f"Global{kind}Pooling1D")],
         [(2, 2, 3), (3,)], lambda x, p, reduce=reduce: reduce(torch.tanh(conv1d(x, *p)), 1))
case("BatchNormalization", (5,), [layer("Dense", units=4, activation="tanh"), layer("BatchNormalization")],
     [(5, 4), (4,), (4,), (4,), (4,), (4,)], lambda x, p: batch_norm(torch.tanh(x @ p[0] + p[1]), *p[2:6]), fixed=2)
case("BatchNormalization of images", (4, 4, 2),
     [layer("Conv2D", filters=3, kernelSize=2, activation="tanh"), layer("BatchNormalization")],
     [(2, 2, 2, 3), (3,), (3,), (3,), (3,), (3,)], lambda x, p: batch_norm(torch.tanh(conv2d(x, *p[:2])), *p[2:6]), fixed=2)
case("LayerNormalization", (5,), [layer("Dense", units=4, activation="tanh"), layer("LayerNormalization")],
     [(5, 4), (4,), (4,), (4,)], lambda x, p: layer_norm(torch.tanh(x @ p[0] + p[1]), *p[2:4]))
case("LayerNormalization of sequences", (3, 4), [layer("Dense", units=5, activation="tanh"), layer("LayerNormalization")],
     [(4, 5), (5,), (5,), (5,)], lambda x, p: layer_norm(torch.tanh(x @ p[0] + p[1]), *p[2:4]))
case("Embedding", (6,), [layer("Embedding", inputDim=9, outputDim=3)], [(9, 3)], lambda x, p: p[0][x], tokens=9)
case("SimpleRNN", (4, 3), [layer("SimpleRNN", units=5)], [(3, 5), (5, 5), (5,)], lambda x, p: simple_rnn(x, *p))
case("LSTM", (4, 3), [layer("LSTM", units=4, recurrentActivation="sigmoid")], [(3, 16), (4, 16), (16,)],
     lambda x, p: lstm(x, *p))
case("LSTM hard, stacked", (4, 3),
     [layer("LSTM", units=3, recurrentActivation="hardSigmoid", returnSequences=True),
      layer("LSTM", units=2, recurrentActivation="sigmoid")],
     [(3, 12), (3, 12), (12,), (3, 8), (2, 8), (8,)],
     lambda x, p: lstm(lstm(x, *p[:3], inner=hard_sigmoid, sequences=True), *p[3:6]))
case("GRU", (4, 3), [layer("GRU", units=4, recurrentActivation="sigmoid")], [(3, 12), (4, 12), (12,)],
     lambda x, p: gru(x, *p))
case("GRU reset after", (4, 3), [layer("GRU", units=4, recurrentActivation="sigmoid", resetAfter=True)],
     [(3, 12), (4, 12), (2, 12)], lambda x, p: gru_reset_after(x, *p))
case("Bidirectional", (4, 3),
     [layer("Bidirectional", mergeMode="concat", layer=layer("LSTM", units=2, recurrentActivation="sigmoid"))],
     [(3, 8), (2, 8), (8,), (3, 8), (2, 8), (8,)],
     lambda x, p: torch.cat([lstm(x, *p[:3]), lstm(x.flip(1), *p[3:6])], 1))
case("TimeDistributed", (4, 3), [layer("TimeDistributed", layer=layer("Dense", units=2, activation="tanh"))],
     [(3, 2), (2,)], lambda x, p: torch.tanh(x @ p[0] + p[1]))
case("Reshape, Permute, RepeatVector", (4,),
     [layer("Dense", units=6, activation="tanh"), layer("Reshape", targetShape=[2, 3]), layer("Permute", dims=[2, 1]),
      layer("Flatten"), layer("RepeatVector", n=2)], [(4, 6), (6,)],
     lambda x, p: torch.tanh(x @ p[0] + p[1]).reshape(-1, 2, 3).permute(0, 2, 1).reshape(-1, 1, 6).repeat(1, 2, 1))
IMAGE = [layer("Conv2D", filters=2, kernelSize=2, activation="tanh")]
case("ZeroPadding2D", (3, 3, 1), [*IMAGE, layer("ZeroPadding2D", padding=[[1, 0], [2, 1]])], POOLED_SHAPES,
     lambda x, p: F.pad(torch.tanh(conv2d(x, *p)), (0, 0, 2, 1, 1, 0)))
case("Cropping2D", (6, 6, 1), [*IMAGE, layer("Cropping2D", cropping=[[1, 0], [1, 2]])], POOLED_SHAPES,
     lambda x, p: torch.tanh(conv2d(x, *p))[:, 1:, 1:3])
case("UpSampling2D", (4, 3, 1), [*IMAGE, layer("UpSampling2D", size=[2, 3])], POOLED_SHAPES,
     lambda x, p: torch.tanh(conv2d(x, *p)).repeat_interleave(2, 1).repeat_interleave(3, 2))
for kind, merge in (("Add", lambda a, b: a + b), ("Multiply", lambda a, b: a * b), ("Average", lambda a, b: (a + b) / 2),
                    ("Maximum", torch.maximum), ("Minimum", torch.minimum),
                    ("Concatenate", lambda a, b: torch.cat([a, b], 1))):
    case(kind, (5,), [layer("Dense", units=4, activation="tanh"), layer("Dense", units=4, activation="sigmoid"), layer(kind)],
         [(5, 4), (4,), (5, 4), (4,)],
         lambda x, p, merge=merge: merge(torch.tanh(x @ p[0] + p[1]), torch.sigmoid(x @ p[2] + p[3])), graph="branches")
case("loss sigmoid", (5,), [layer("Dense", units=6, activation="tanh")], [(5, 6), (6,)],
     lambda x, p: torch.tanh(x @ p[0] + p[1]), loss="sigmoid")
case("loss squared", (5,), [layer("Dense", units=6, activation="tanh")], [(5, 6), (6,)],
     lambda x, p: torch.tanh(x @ p[0] + p[1]), loss="squared")


def masked_lstm(x, steps, w, u, b):
    """Where a step is masked, the state stays as it was."""
    n = u.shape[0]
    h = c = torch.zeros(x.shape[0], n)
    for t in range(x.shape[1]):
        i, f, g, o = torch.split(x[:, t] @ w + h @ u + b, n, 1)
        m = steps[:, t : t + 1]
        new = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        h, c = m * torch.sigmoid(o) * torch.tanh(new) + (1 - m) * h, m * new + (1 - m) * c
    return h


# Cases come after those before them, whose numbers are drawn by their position.
for name, f in {
    "exponential": torch.exp,
    "leakyRelu": lambda x: F.leaky_relu(x, 0.2),
    "celu": F.celu,
    "hardTanh": F.hardtanh,
    "logSigmoid": F.logsigmoid,
    "tanhShrink": F.tanhshrink,
    "softShrink": F.softshrink,
    "hardShrink": F.hardshrink,
    "squareplus": lambda x: (x + torch.sqrt(x**2 + 4)) / 2,
    "sparsePlus": lambda x: torch.where(x <= -1, 0.0, torch.where(x < 1, (x + 1) ** 2 / 4, x)),
    "sparseSigmoid": lambda x: torch.where(x <= -1, 0.0, torch.where(x < 1, (x + 1) / 2, 1.0)),
    "hardSilu": lambda x: x * ((x + 3) / 6).clamp(0, 1),
    "hardSigmoid3": lambda x: ((x + 3) / 6).clamp(0, 1),
}.items():
    case(f"activation {name}", (5,), [layer("Dense", units=6, activation=name)], [(5, 6), (6,)],
         lambda x, p, f=f: f(x @ p[0] + p[1]))
case("Rescaling", (5,), [layer("Rescaling", scale=0.5, offset=-0.25), layer("Dense", units=6, activation="tanh")],
     [(5, 6), (6,)], lambda x, p: torch.tanh((x * 0.5 - 0.25) @ p[0] + p[1]))
for noise in ("SpatialDropout1D", "AlphaDropout", "GaussianDropout", "GaussianNoise"):
    given = {"stddev": 0.5} if noise == "GaussianNoise" else {"rate": 0.5}
    case(noise, (4, 3), [layer("Dense", units=6, activation="tanh"), layer(noise, **given)], [(3, 6), (6,)],
         lambda x, p: torch.tanh(x @ p[0] + p[1]))
case("DepthwiseConv2D, strides", (6, 6, 3),
     [layer("DepthwiseConv2D", kernelSize=3, strides=[2, 2], padding="valid", activation="sigmoid")],
     [(3, 3, 3, 1), (3,)], lambda x, p: torch.sigmoid(depthwise(x, *p, strides=(2, 2))))
case("SeparableConv2D, multiplier", (4, 4, 2),
     [layer("SeparableConv2D", filters=2, kernelSize=2, depthMultiplier=2, activation="tanh")],
     [(2, 2, 2, 2), (1, 1, 4, 2), (2,)],
     lambda x, p: torch.tanh(conv2d(depthwise(x, p[0], None), p[1], p[2])))
case("Bidirectional GRU, summed", (4, 3),
     [layer("Bidirectional", mergeMode="sum", layer=layer("GRU", units=3, recurrentActivation="sigmoid"))],
     [(3, 9), (3, 9), (9,), (3, 9), (3, 9), (9,)],
     lambda x, p: gru(x, *p[:3]) + gru(x.flip(1), *p[3:6]))
case("Embedding with mask, LSTM", (6,),
     [layer("Embedding", inputDim=4, outputDim=3, maskZero=True), layer("LSTM", units=3, recurrentActivation="sigmoid")],
     [(4, 3), (3, 12), (3, 12), (12,)],
     lambda x, p: masked_lstm(p[0][x], (x != 0).double(), *p[1:4]), tokens=4)


def losses(z, y, kind):
    if kind == "softmax":
        return -(torch.log_softmax(z, 1) * y).sum(1)
    if kind == "sigmoid":
        return F.binary_cross_entropy_with_logits(z, y, reduction="none").sum(1)
    return ((z - y) ** 2).mean(1)


def numbers(x, digits=12):
    return [float(f"{value:.{digits}g}") for value in np.asarray(x.detach() if torch.is_tensor(x) else x).ravel()]


def solve(index, name, shape, layers, weights, forward, fixed, tokens, loss, graph):
    rng = np.random.default_rng(index)
    single = lambda *size, scale=1.0: torch.tensor(rng.normal(0, scale, size).astype(np.float32)).double()
    x = torch.tensor(rng.integers(0, tokens, (ROWS, *shape))) if tokens else single(ROWS, *shape)
    params = [single(*size, scale=0.5) for size in weights]
    for at in range(len(params) - fixed, len(params)):
        params[at] = params[at].abs() + 0.25 if at == len(params) - 1 else params[at]
        params[at] = params[at].float().double()
    width = flat(forward(x, params)).shape[1]
    head = [single(width, CLASSES, scale=1 / math.sqrt(width)), single(CLASSES, scale=0.5)]
    if loss == "softmax":
        y = F.one_hot(torch.tensor(rng.integers(0, CLASSES, ROWS)), CLASSES).double()
    else:
        y = torch.tensor(rng.integers(0, 2, (ROWS, CLASSES))).double() if loss == "sigmoid" else single(ROWS, CLASSES)
    trained = [p.requires_grad_() for p in (params[:-fixed] if fixed else params)] + [p.requires_grad_() for p in head]
    constant = params[len(params) - fixed :] if fixed else []
    v = [single(*p.shape) for p in trained]
    if not tokens:
        x.requires_grad_()

    def scores(ps):
        return flat(forward(x, [*ps[:-2], *constant])) @ ps[-2] + ps[-1]

    z = scores(trained)
    each = losses(z, y, loss)
    g = torch.autograd.grad(each.sum(), trained, create_graph=True)
    dot = sum((a * b).sum() for a, b in zip(g, v))
    hvp = torch.autograd.grad(dot, trained, retain_graph=True, allow_unused=True)
    hvp = [torch.zeros_like(p) if h is None else h for h, p in zip(hvp, trained)]
    mixed = None if tokens else torch.autograd.grad(dot, x, retain_graph=True)[0]
    jvp = torch.autograd.functional.jvp(lambda *ps: scores(list(ps)), tuple(trained), tuple(v))[1]
    w = torch.stack([torch.autograd.functional.hessian(lambda s: losses(s[None], y[i : i + 1], loss).sum(), z[i].detach()) for i in range(ROWS)])
    ggn = torch.autograd.grad(z, trained, torch.einsum("ikl,il->ik", w, jvp))
    dots = (torch.autograd.functional.jacobian(lambda s: losses(s, y, loss), z.detach()).diagonal(0, 0, 1).T * jvp).sum(1)
    join = lambda parts: numbers(torch.cat([p.reshape(-1) for p in parts]))
    return {
        "name": name, "inputShape": list(shape), "layers": layers, "graph": graph or "chain", "loss": loss,
        "tokens": bool(tokens), "fixed": fixed, "weights": [numbers(p, 9) for p in [*params, *head]],
        "x": numbers(x, 9), "targets": numbers(y, 9), "v": [float(f"{q:.9g}") for p in v for q in p.ravel().tolist()],
        "scores": numbers(z), "losses": numbers(each), "gradient": join(g), "hessian": join(hvp), "gaussNewton": join(ggn),
        "jacobian": numbers(jvp), "dots": numbers(dots), "inputs": [] if mixed is None else numbers(mixed),
    }


print(json.dumps([solve(i, **c) for i, c in enumerate(CASES)]).replace("}, {", "},\n{"))
