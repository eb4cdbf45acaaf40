"""Figures of your own training script for Descent: one file, no dependencies. Copy it beside your script.

    import descent

    descent.watch(optimizer)                          # PyTorch: how large each update is, beside the weights
    ...
    descent.log(step=step, loss=loss, lr=rate)        # as often as you like
    descent.log(step=step, val_loss=..., val_acc=...) # whenever you evaluate

Run by `descent ladder -- python train.py …` it writes lines of JSON to the file that DESCENT_METRICS names. Run without Descent it does nothing.
"""

import json
import os
import time
import types

__all__ = ["log", "watch"]

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
            weight = sum(float(w.float().norm()) ** 2 for w in before)
            delta = sum(float(w.neg_().add_(p.detach()).float().norm()) ** 2 for w, p in zip(before, weights()))
        if weight > 0 and delta > 0:
            log(step=state["step"], update_ratio=(delta / weight) ** 0.5, **(sort if state["watched"] == 0 else {}))
        now = time.perf_counter()
        cost += now - began
        state["watched"] += 1
        if state["last"] is not None and state["watched"] > FIRST_STEPS:
            steps = state["step"] - state["last"][0]
            per_step = max((now - state["last"][1] - cost) / steps, 1e-9)
            state["next"] = state["step"] + int(cost / (MOST_COST * per_step))
        state["last"] = (state["step"], now)
        return result

    # Schedulers of PyTorch wrap `step` as the method that it is, and look for the mark of their wrapper.
    for name in ("_with_counter", "_wrapped_by_lr_sched"):
        if hasattr(original, name):
            setattr(measured, name, True)
    optimizer.step = types.MethodType(measured, optimizer)
    return optimizer
