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

# Every so many steps one is watched, and the first few, which tell soonest. Watching a step takes about half as long as a step does, so this is
# about 1 % of the time; where it takes longer than a step, it is done as much more seldom. Descent asks for more of them in its short starts.
EVERY = int(os.environ.get("DESCENT_WATCH_EVERY", 64))
FIRST = 3

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
    gradient scaler leaves out (mixed precision) is none. The first steps are watched and then one of 64, each of them exactly: what the
    optimizer really did is seen by a copy of the weights, which is right for any optimizer.
    """
    if not os.environ.get("DESCENT_METRICS"):
        return optimizer
    import torch

    original = optimizer.step
    # By its settings it is known which ratio is right for it: Adam and its like scale each gradient by what it was before.
    first = optimizer.param_groups[0]
    adaptive = any(name in first for name in ("betas", "beta2_decay", "alpha", "rho", "lr_decay"))
    sort = {"watched_adaptive": float(adaptive), "watched_momentum": float(first.get("momentum", 0) or 0)}
    # One call for all weights, where PyTorch has that.
    norms = getattr(torch, "_foreach_norm", lambda weights: [w.norm() for w in weights])
    step, upcoming, watched = 0, 1, 0
    # When the first watched step was over, what watching took in all since then, and at least, in seconds.
    began, spent, least = 0.0, 0.0, math.inf

    def weights():
        return [p.detach() for group in optimizer.param_groups for p in group["params"] if p.requires_grad and p.dim() >= 2]

    def copy(weight):
        # The difference of weights in half precision is too small for it.
        return weight.to(torch.promote_types(weight.dtype, torch.float32), copy=True)

    def norm(of):
        of = norms(of) if of else [torch.zeros(())]
        return torch.stack([one.to(of[0].device) for one in of]).norm()

    def measured(_optimizer, *args, **kwargs):
        nonlocal step, upcoming, watched, began, spent, least
        step += 1
        if step < upcoming:
            return original(*args, **kwargs)
        start = time.perf_counter()
        with torch.no_grad():
            before = [copy(w) for w in weights()]
            weight = norm(before)
        cost = time.perf_counter() - start
        result = original(*args, **kwargs)
        start = time.perf_counter()
        with torch.no_grad():
            for old, new in zip(before, weights()):
                old.sub_(new)
            # Two numbers, so that a GPU is waited for once.
            weight, delta = torch.stack([weight, norm(before)]).tolist()
        if weight > 0 and delta > 0:
            log(step=step, update_ratio=delta / weight, **(sort if watched == 0 else {}))
        now = time.perf_counter()
        watched += 1
        if watched == 1:
            began = now
        else:
            cost += now - start
            spent, least = spent + cost, min(least, cost)
        if watched < FIRST:
            upcoming = step + 1
        else:
            per_step = max((now - began - spent) / (step - 1), 1e-9)
            upcoming = step + int(EVERY * max(1, least / per_step))
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
