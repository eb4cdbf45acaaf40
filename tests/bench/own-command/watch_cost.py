"""Which share of a step's processor time descent.watch takes: networks of several sizes, each in several rounds."""

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
    """The processor time of each step, and which of them were watched."""
    torch.manual_seed(0)
    net = make()
    opt = optimizer(net.parameters())
    if watched:
        descent.watch(opt)
    x, y, loss_of = torch.randn(shape), torch.randint(0, 10, shape[:1]), nn.CrossEntropyLoss()
    plain, seen = [], []
    told = os.path.getsize(METRICS)
    for _ in range(STEPS):
        began = time.thread_time()
        opt.zero_grad()
        loss_of(net(x), y).backward()
        opt.step()
        took = time.thread_time() - began
        now = os.path.getsize(METRICS)
        (plain if now == told else seen).append(took)
        told = now
    return plain, seen


def share(make, shape, optimizer):
    """In per cent of a step's time: what watching added over all steps, and what a step costs more that is not watched, beside a run without it.

    Steps of one run are compared by their medians, which another program on the machine hardly moves; whole runs differ by half under load.
    """
    alone, _ = train(make, shape, optimizer, False)
    plain, seen = train(make, shape, optimizer, True)
    step, more = statistics.median(plain), statistics.median(seen)
    return 1000 * step, 100 * len(seen) * (more - step) / (STEPS * step), 100 * (step / statistics.median(alone) - 1), len(seen)


METRICS = os.environ["DESCENT_METRICS"]
open(METRICS, "a").close()
answers = {}
for name, (make, shape) in CASES.items():
    for kind, optimizer in (("SGD", lambda p: torch.optim.SGD(p, lr=0.01)), ("Adam", lambda p: torch.optim.Adam(p, lr=0.001))):
        train(make, shape, optimizer, False)
        rounds = [share(make, shape, optimizer) for _ in range(ROUNDS)]
        steps, extra, hook, seen = (sorted(of) for of in zip(*rounds))
        answers[f"{name}, {kind}"] = {
            "msPerStep": round(statistics.median(steps), 2),
            "extraPercent": round(statistics.median(extra), 2),
            "range": [round(extra[0], 2), round(extra[-1], 2)],
            "unwatchedStepPercent": round(statistics.median(hook), 1),
            "watchedOf400": statistics.median(seen),
        }
os.remove(METRICS)
print(json.dumps(answers))
