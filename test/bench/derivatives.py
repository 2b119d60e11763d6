"""Times derivatives in PyTorch on the CPU, on the networks of networks/timed.ts. Arguments: repetitions, network. Prints JSON: milliseconds a further vector."""
import json
import statistics
import sys
import time

import torch
import torch.nn.functional as F

repeats = int(sys.argv[1])
torch.set_num_threads(2)
torch.manual_seed(0)


def cnn(x, p):
    x = F.relu(F.conv2d(x, p[0], p[1]))
    x = F.max_pool2d(F.relu(F.conv2d(x, p[2], p[3])), 2)
    return x.flatten(1) @ p[4] + p[5]


NETWORKS = {
    "softmax": ((10000, 784), [(784, 10), (10,)], lambda x, p: x @ p[0] + p[1]),
    "mlp": (
        (10000, 784),
        [(784, 128), (128,), (128, 10), (10,)],
        lambda x, p: torch.tanh(x @ p[0] + p[1]) @ p[2] + p[3],
    ),
    "cnn": (
        (1000, 1, 28, 28),
        [(8, 1, 3, 3), (8,), (8, 8, 3, 3), (8,), (8 * 144, 10), (10,)],
        cnn,
    ),
}


def timed(f):
    f(), f()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        f()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


shape, sizes, forward = NETWORKS[sys.argv[2]]
x = torch.rand(shape)
y = torch.randint(0, 10, shape[:1])
p = [(torch.randn(size) * 0.05).requires_grad_() for size in sizes]
v = [torch.randn(size) for size in sizes]
z = forward(x, p)
g = torch.autograd.grad(F.cross_entropy(z, y, reduction="sum"), p, create_graph=True)
# The double-backward trick: gradients of uᵀJ by u give J·v.
u = torch.zeros_like(z, requires_grad=True)
vjp = torch.autograd.grad(z, p, u, create_graph=True)


def hvp():
    torch.autograd.grad(g, p, v, retain_graph=True)


def jvp():
    return torch.autograd.grad(vjp, u, v, retain_graph=True)[0]


def ggn():
    moved = jvp()
    q = torch.softmax(z.detach(), 1)
    w = q * moved
    torch.autograd.grad(z, p, w - q * w.sum(1, keepdim=True), retain_graph=True)


print(json.dumps({"hvp": timed(hvp), "jvp": timed(jvp), "ggn": timed(ggn)}))
