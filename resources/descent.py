"""Figures of your own training script for Descent: one file, no dependencies. Copy it beside your script.

    import descent

    descent.watch(optimizer)                          # PyTorch: how large each update is, beside the weights
    descent.schedule(optimizer)                       # PyTorch: lets Descent try a decay of the learning rate
    ...
    descent.log(step=step, loss=loss, lr=rate)        # as often as you like
    descent.log(step=step, val_loss=..., val_acc=...) # whenever you evaluate

Run by `descent ladder -- python train.py …` it writes lines of JSON to the file that DESCENT_METRICS names. Run without Descent it does nothing.
"""

import json
import math
import os
import time
import types

__all__ = ["log", "schedule", "watch"]

# Watching aims to cost this share of the time of a step.
MOST_COST = 0.02
# So many steps are watched one after the other, to learn what watching costs; afterwards only as many as that share allows.
FIRST_STEPS = 3

_file = None


def log(step=None, **figures):
    """Tells figures of a step: numbers, or whatever `float()` takes (a tensor of one element). NaN and infinity are figures too."""
    global _file
    path = os.environ.get("DESCENT_METRICS")
    if not path or os.environ.get("RANK", "0") != "0":  # Of several processes on one machine, the first one tells.
        return
    if _file is None:
        _file = open(path, "a", encoding="utf-8", buffering=1)
    line = {} if step is None else {"step": int(step)}
    line.update((name, float(value)) for name, value in figures.items())
    _file.write(json.dumps(line) + "\n")


def watch(optimizer):
    """Tells the update ratio of a PyTorch optimizer's steps: the norm of what a step added to the weights over the norm of the weights.

    Weights are the parameters with at least two axes, of all groups: biases and scales start at zero or one, and their ratio means nothing at
    first. A step is one of the optimizer's: several backward passes before it (gradient accumulation) are one step, and one that a
    gradient scaler leaves out (mixed precision) is none. Snapshots are taken seldom enough to stay near 2 % of the time.
    """
    if not os.environ.get("DESCENT_METRICS"):
        return optimizer
    import torch

    original = optimizer.step
    # By its settings it is known which ratio is right for it: Adam and its like scale each gradient by what it was before.
    first = optimizer.param_groups[0]
    adaptive = any(name in first for name in ("betas", "beta2_decay", "alpha", "rho", "lr_decay"))
    sort = {"watched_adaptive": float(adaptive), "watched_momentum": float(first.get("momentum", 0) or 0)}
    state = {"step": 0, "next": 0, "last": None, "watched": 0}

    def weights():
        return [p for group in optimizer.param_groups for p in group["params"] if p.requires_grad and p.dim() >= 2]

    def norm(norms):
        return torch.stack([one.to(norms[0].device) for one in norms]).norm() if norms else torch.zeros(())

    def measured(_optimizer, *args, **kwargs):
        state["step"] += 1
        if state["step"] <= state["next"]:
            return original(*args, **kwargs)
        began = time.perf_counter()
        with torch.no_grad():
            before = [p.detach().clone() for p in weights()]
        cost = time.perf_counter() - began
        result = original(*args, **kwargs)
        began = time.perf_counter()
        with torch.no_grad():
            # One number each, so that a GPU is waited for once.
            weight = norm([w.float().norm() for w in before])
            delta = norm([w.neg_().add_(p.detach()).float().norm() for w, p in zip(before, weights())])
            weight, delta = torch.stack([weight, delta]).tolist()
        if weight > 0 and delta > 0:
            log(step=state["step"], update_ratio=delta / weight, **(sort if state["watched"] == 0 else {}))
        now = time.perf_counter()
        cost += now - began
        state["watched"] += 1
        if state["last"] is not None and state["watched"] > FIRST_STEPS:
            steps = state["step"] - state["last"][0]
            per_step = max((now - state["last"][1] - cost) / steps, 1e-9)
            state["next"] = state["step"] + int(cost / (MOST_COST * per_step))
        state["last"] = (state["step"], now)
        return result

    _replace_step(optimizer, measured)
    return optimizer


def schedule(optimizer, steps=None):
    """Lets the learning rates of a PyTorch optimizer follow the schedule that Descent asks for; they stay as they are where it asks for none.

    Call it once, where the optimizer is made, in place of a scheduler of your own. Each group keeps its rate in proportion.

    steps: how many steps the optimizer takes in all; left out: as many as Descent asks the script for, which is right where a step that is
    logged is one of the optimizer's.
    """
    if not os.environ.get("DESCENT_METRICS"):
        return optimizer
    log(follows_schedule=1)
    with open(os.environ["DESCENT_PARAMS"], encoding="utf-8") as file:
        params = json.load(file)
    wanted, length = params.get("schedule"), params.get("scheduleSteps")
    if not wanted or wanted["kind"] == "constant" and not wanted.get("warmup"):
        return optimizer
    original = optimizer.step
    rates = [group["lr"] for group in optimizer.param_groups]
    state = {"step": 0}

    def scheduled(_optimizer, *args, **kwargs):
        # Its parts are counted in the steps that Descent knows.
        step = state["step"] if steps is None else state["step"] * length // max(1, steps)
        share = _share(wanted, step, length)
        for group, rate in zip(optimizer.param_groups, rates):
            group["lr"] = rate * share
        state["step"] += 1
        return original(*args, **kwargs)

    _replace_step(optimizer, scheduled)
    return optimizer


def _share(wanted, step, steps):
    """What is left of the learning rate at a step of so many, from 1 to 0: the same function as Descent's own (`learningRateAt`)."""
    warmup = wanted.get("warmup") or 0
    if step < warmup:
        return (step + 1) / warmup
    gone, length = step - warmup, max(1, steps - warmup)
    kind = wanted["kind"]
    if kind == "linear":
        interval = wanted["interval"]
        return max(0.0, 1 - (gone // interval * interval) / length)
    if kind == "cosine":
        return (1 + math.cos(math.pi * min(gone, length) / length)) / 2
    if kind in ("exponential", "step-linear"):
        since = step - max(wanted["start"], warmup)
        drops = 0 if since < 0 else since // wanted["period"] + 1
        return wanted["rate"] ** drops if kind == "exponential" else max(0.0, 1 - wanted["rate"] * drops)
    return 1.0


def _replace_step(optimizer, step):
    # Schedulers of PyTorch wrap `step` as the method that it is, and look for the mark of their wrapper.
    for name in ("_with_counter", "_wrapped_by_lr_sched"):
        if hasattr(optimizer.step, name):
            setattr(step, name, True)
    optimizer.step = types.MethodType(step, optimizer)
