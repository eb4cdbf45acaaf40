import type { Preprocessing } from '#shared/domain/preprocessing.ts';
import type { Layer, Network } from '#shared/method/networks/network.ts';

/** Which of the helper functions below a network's layers call. */
const HELPERS: Partial<Record<Layer['kind'], string>> = {
  convolution: `
def convolution(x, kernel, bias):
    """x [rows, height, width, channels], kernel [k, k, channels, filters], no padding."""
    size = kernel.shape[0]
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(1, 2))
    return np.einsum("nhwcij,ijcf->nhwf", windows, kernel) + bias


def max_pool(x, size):
    """The largest of each size x size window; what is left over at the edge is not looked at."""
    rows, height, width, channels = x.shape
    h, w = height // size, width // size
    return x[:, : h * size, : w * size].reshape(rows, h, size, w, size, channels).max(axis=(2, 4))
`,
  textConvolution: `
def text_convolution(x, kernel, bias):
    """x [rows, words, width], kernel [window, width, filters]; the strongest answer of each filter."""
    windows = np.lib.stride_tricks.sliding_window_view(x, kernel.shape[0], axis=1)
    return (np.einsum("nlwk,kwf->nlf", windows, kernel) + bias).max(axis=1)
`,
};

/** Lines of Python that put `x` through a layer. */
function linesOf(layer: Layer): string[] {
  const of = (parameter: string): string => `w["${(layer as { name: string }).name}.${parameter}"]`;
  switch (layer.kind) {
    case 'dense':
      return [
        `x = x.reshape(len(x), -1) @ ${of('weight')} + ${of('bias')}`,
        ...(layer.relu ? ['x = np.maximum(x, 0)'] : []),
      ];
    case 'convolution':
      return [
        `x = x.reshape(-1, ${layer.height}, ${layer.width}, ${layer.channels})`,
        `x = convolution(x, ${of('weight')}, ${of('bias')})`,
        ...(layer.pool > 1 ? [`x = max_pool(x, ${layer.pool})`] : []),
        'x = np.maximum(x, 0)',
      ];
    case 'embedding':
      return [
        'words = (x != 0)[..., None].astype(np.float32)  # 0 only fills a text up',
        `x = ${of('weight')}[x] * words`,
      ];
    case 'embeddingMean':
      return [
        'words = (x != 0)[..., None].astype(np.float32)  # 0 only fills a text up',
        `x = (${of('weight')}[x] * words).sum(axis=1) / np.maximum(words.sum(axis=1), 1)`,
      ];
    case 'textConvolution':
      return [`x = np.maximum(text_convolution(x, ${of('weight')}, ${of('bias')}), 0)`];
    case 'dropout':
      return [`# dropout of ${layer.rate}: only while training`];
  }
}

const INPUTS: Record<Preprocessing['kind'], string> = {
  table: `
def fnv1a(text):
    hash = 0x811C9DC5
    for byte in text.encode("utf-8"):
        hash = ((hash ^ byte) * 0x01000193) & 0xFFFFFFFF
    return hash


def inputs_of(row):
    """row: a dict of columns; numbers as numbers, dates as days since 1970-01-01, categories as text, None where there is no value."""
    out = []
    for column in P["columns"]:
        value = row.get(column["name"])
        if column["kind"] in ("number", "date"):
            value = column["fill"] if value is None else min(max(value, column["low"]), column["high"])
            out.append((value - column["mean"]) / column["std"])
        elif column["kind"] == "oneHot":
            value = "" if value is None else value
            out.extend(1.0 if value == category else 0.0 for category in column["categories"])
        else:
            place = fnv1a("" if value is None else value) % column["buckets"]
            out.extend(1.0 if i == place else 0.0 for i in range(column["buckets"]))
    return np.array(out, np.float32)
`,
  images: `
def inputs_of(row):
    """row: the pixels, 0 to 255, row by row, the channels of a pixel side by side; see preprocessing.json for the size."""
    return np.array(row, np.float32).reshape(-1) * np.float32(P["scale"])
`,
  text: `
def tokens_of(text):
    """The words of a text, as Descent finds them. Needs the package regex (pip install regex)."""
    import unicodedata
    import regex

    plain = lambda pattern: regex.sub(r"\\\\u\\{?([0-9A-Fa-f]+)\\}?", lambda m: chr(int(m[1], 16)), pattern)
    rules = P["tokeniser"]
    for rule in rules["replacements"]:
        text = regex.sub(plain(rule["pattern"]), rule["with"], text)
    text = unicodedata.normalize("NFKC", text).lower()
    return regex.findall(plain(rules["token"]), text, flags=regex.V1)


def inputs_of(row):
    """row: a text, or the numbers of its words already (their places in the vocabulary)."""
    if isinstance(row, str):
        number = {word: i for i, word in enumerate(P["vocabulary"])}
        row = [number.get(word, 1) for word in tokens_of(row)]  # 1: a word that training did not have
    row = (list(row) + [0] * P["length"])[: P["length"]]
    if "bagLength" not in P:
        return np.array(row, np.int32)
    bag = np.zeros(len(P["vocabulary"]), np.float32)
    words = sorted(set(row) - {0})
    if words:
        bag[words] = P["bagLength"] / math.sqrt(len(words))
    return bag
`,
};

/**
 * A Python program that loads the exported weights and computes the network with numpy: `predict(row)`, and checked by the example rows
 * where it is run itself.
 */
export function pythonCode({ layers }: Network, kind: Preprocessing['kind']): string {
  const helpers = [...new Set(layers.map(layer => HELPERS[layer.kind] ?? ''))].join('');
  const forward = layers.flatMap(linesOf).map(line => `    ${line}`);
  return `"""Computes the network that Descent trained. Needs numpy alone; README.md says more."""
import importlib.util
import json
import math
import os

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))


def load(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return json.load(file)


def load_safetensors(path):
    """The same as safetensors.numpy.load_file(path), for who has not installed that package."""
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = file.read()
    header.pop("__metadata__", None)
    return {
        name: np.frombuffer(data[slice(*t["data_offsets"])], "<f4").reshape(t["shape"]) for name, t in header.items()
    }


P = load("preprocessing.json")
w = load_safetensors(os.path.join(HERE, "model.safetensors"))

${INPUTS[kind]}
${helpers}
def forward(x):
    """x: some rows of inputs_of, stacked. Gives the logits of the classes, or the standardised target: [rows, outputs]."""
${forward.join('\n')}
    return x


def answer_in(outputs):
    """The class with the probability of each, or the target in its own unit."""
    if P["task"] == "regression":
        value = P["targetScale"]["mean"] + P["targetScale"]["std"] * float(outputs[0])
        return math.exp(value) if P["targetScale"]["log"] else value
    powers = np.exp(outputs - outputs.max())
    probabilities = powers / powers.sum()
    return P["classes"][int(outputs.argmax())], dict(zip(P["classes"], probabilities.tolist()))


def predict(row):
    return answer_in(forward(inputs_of(row)[None])[0])


if __name__ == "__main__":
    for example in load("example.json"):
        row = example["row"]
        if isinstance(row, str) and importlib.util.find_spec("regex") is None:
            row = example["tokens"]
        outputs = forward(inputs_of(row)[None])[0]
        off = float(np.abs(outputs - np.array(example["outputs"])).max())
        print("predicted", predict(row), "expected", example["prediction"], "off by", off)
        assert off < 1e-3 * max(1.0, float(np.abs(example["outputs"]).max())), "not what Descent computes"
`.replace(/\n{4,}/g, '\n\n\n');
}
