"""Step times of networks in PyTorch, beside Descent's own: `npm run bench -- gpu` runs it.

Reads one JSON object from standard input: {"specs": [...as in networks.ts...], "classes": n, "seconds": s of a network}.
Prints JSON lines: first {"torch": version, "device": name}, then a line a network: {"name", "ms", "steps", "parameters"}
or {"name", "why"}. A step is forward, backward, update with momentum and reading the loss; `ms` is the median.
"""
import json
import statistics
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

WARM_UP = 10
MOST_STEPS = 2000


class FastText(nn.Module):
    def __init__(self, spec, classes):
        super().__init__()
        self.embedding = nn.Embedding(spec["vocabulary"], spec["embedding"])
        self.dense = nn.Linear(spec["embedding"], classes)

    def forward(self, tokens):
        return self.dense(self.embedding(tokens).mean(1))


class TextCnn(nn.Module):
    def __init__(self, spec, classes):
        super().__init__()
        self.embedding = nn.Embedding(spec["vocabulary"], spec["embedding"])
        self.convolution = nn.Conv1d(spec["embedding"], spec["filters"], 3)
        self.dense = nn.Linear(spec["filters"], classes)

    def forward(self, tokens):
        return self.dense(F.relu(self.convolution(self.embedding(tokens).transpose(1, 2))).max(2)[0])


def mlp(spec, classes):
    sizes = [spec["inputs"], *spec["hidden"]]
    hidden = [layer for i, o in zip(sizes, sizes[1:]) for layer in (nn.Linear(i, o), nn.ReLU())]
    return nn.Sequential(*hidden, nn.Linear(sizes[-1], classes))


def cnn(spec, classes):
    height, width, channels = spec["image"]
    layers = []
    for filters in spec["filters"]:
        layers += [nn.Conv2d(channels, filters, 3), nn.ReLU(), nn.MaxPool2d(2)]
        height, width, channels = (height - 2) // 2, (width - 2) // 2, filters
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(height * width * channels, classes))


MODELS = {"mlp": mlp, "cnn": cnn, "fasttext": FastText, "textcnn": TextCnn}


def inputs_of(spec):
    if spec["kind"] == "mlp":
        return torch.randn(spec["rows"], spec["inputs"])
    if spec["kind"] == "cnn":
        height, width, channels = spec["image"]
        return torch.randn(spec["rows"], channels, height, width)
    return torch.randint(0, spec["vocabulary"], (spec["rows"], spec["length"]))


def measure(spec, classes, seconds, device):
    model = MODELS[spec["kind"]](spec, classes).to(device)
    inputs = inputs_of(spec).to(device)
    labels = torch.randint(0, classes, (spec["rows"],)).to(device)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
    times = []
    end = None
    while len(times) < MOST_STEPS and (end is None or time.perf_counter() < end or len(times) <= 1):
        start = time.perf_counter()
        optimizer.zero_grad()
        loss = F.cross_entropy(model(inputs), labels)
        loss.backward()
        optimizer.step()
        loss.item()
        times.append(time.perf_counter() - start)
        if end is None:
            end = time.perf_counter() + seconds
    counted = times[WARM_UP:] if len(times) > 2 * WARM_UP else times[1:]
    parameters = sum(p.numel() for p in model.parameters())
    return {"name": spec["name"], "ms": statistics.median(counted) * 1000, "steps": len(counted), "parameters": parameters}


def main():
    asked = json.load(sys.stdin)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    name = torch.cuda.get_device_name() if device.type == "cuda" else f"CPU, {torch.get_num_threads()} threads"
    print(json.dumps({"torch": torch.__version__, "device": name}), flush=True)
    torch.manual_seed(0)
    for spec in asked["specs"]:
        try:
            said = measure(spec, asked["classes"], asked["seconds"], device)
        except RuntimeError as error:  # Out of memory, most likely.
            said = {"name": spec["name"], "why": str(error).split("\n")[0]}
        print(json.dumps(said), flush=True)


main()
