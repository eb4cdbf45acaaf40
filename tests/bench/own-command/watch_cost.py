"""Which share of a training's processor time descent.watch takes: networks of several sizes, trained in turn with and without it."""

import json
import os
import statistics
import time

import descent
import torch
import torch.nn as nn

torch.set_num_threads(1)
ROUNDS, STEPS = 5, 400


def mlp(*sizes):
    layers = []
    for a, b in zip(sizes, sizes[1:]):
        layers += [nn.Linear(a, b), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def cnn():
    return nn.Sequential(
        nn.Conv2d(1, 16, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(16, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(800, 10)
    )


CASES = {
    "MLP 784-128-64-10, batch 64": (lambda: mlp(784, 128, 64, 10), (64, 784)),
    "MLP 784-1024-1024-10, batch 32": (lambda: mlp(784, 1024, 1024, 10), (32, 784)),
    "CNN 16-32, batch 64": (cnn, (64, 1, 28, 28)),
}


def train(make, shape, optimizer, watched):
    torch.manual_seed(0)
    net = make()
    opt = optimizer(net.parameters())
    if watched:
        descent.watch(opt)
    x, y, loss_of = torch.randn(shape), torch.randint(0, 10, shape[:1]), nn.CrossEntropyLoss()
    began = time.process_time()
    for _ in range(STEPS):
        opt.zero_grad()
        loss_of(net(x), y).backward()
        opt.step()
    return time.process_time() - began


answers = {}
for name, (make, shape) in CASES.items():
    for kind, optimizer in (("SGD", lambda p: torch.optim.SGD(p, lr=0.01)), ("Adam", lambda p: torch.optim.Adam(p, lr=0.001))):
        train(make, shape, optimizer, False)
        pairs = [(train(make, shape, optimizer, False), train(make, shape, optimizer, True)) for _ in range(ROUNDS)]
        shares = sorted(100 * (b / a - 1) for a, b in pairs)
        answers[f"{name}, {kind}"] = {
            "msPerStep": round(1000 * statistics.median(a for a, _ in pairs) / STEPS, 2),
            "extraPercent": round(statistics.median(shares), 1),
            "range": [round(shares[0], 1), round(shares[-1], 1)],
        }
os.remove(os.environ["DESCENT_METRICS"])
print(json.dumps(answers))
