import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { asSource, compileKernels } from '#electron/start/compile-kernels.ts';
import { Arena } from '#electron/trainer/engines/kernel/arena.ts';
import { KERNELS } from '#electron/trainer/kernels/compiled.ts';
import { type Address, type Kernels, loadKernels } from '#electron/trainer/kernels/kernels.ts';
import { Random } from '#shared/method/random.ts';

const CASES = 40;
const compiled = Buffer.from(KERNELS, 'base64');

describe('the compiled kernels', () => {
  it('are what their source gives', async () => {
    expect(asSource(await compileKernels())).toBe(asSource(compiled));
  });

  it('hold no data segment, which would overwrite the memory that they are given', async () => {
    const sections = new Map<number, number>();
    for (let at = 8; at < compiled.length; ) {
      const id = compiled[at++] as number;
      let size = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = compiled[at++] as number;
        size |= (byte & 127) << shift;
        if (byte < 128) break;
      }
      sections.set(id, size);
      at += size;
    }
    expect([...sections.keys()]).toContain(10); // code
    expect([...sections.keys()]).not.toContain(11); // data
    expect([...sections.keys()]).not.toContain(12); // their number
  });
});

describe('each kernel, on random shapes', () => {
  let arena: Arena;
  let kernels: Kernels;
  const random = Random.from(5, 1);
  const upTo = (n: number) => 1 + random.below(n);

  beforeAll(async () => {
    await tf.setBackend('cpu');
    arena = new Arena();
    kernels = await loadKernels(arena.memory);
  });

  /** Numbers in the memory, which grows under the tests as more and more is placed there. */
  const put = (values: ArrayLike<number>): Address => {
    const address = arena.place(values.length);
    arena.floats(address, values.length).set(values);
    return address;
  };
  const numbers = (count: number) => Float32Array.from({ length: count }, () => random.normal());
  /** Room that holds nonsense before. */
  const room = (count: number): Address => put(new Float32Array(count).fill(12_345));
  const get = (address: Address, count: number): number[] => [...arena.floats(address, count)];
  const flat = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];

  function expectClose(actual: readonly number[], expected: readonly number[]): void {
    expect(actual).toHaveLength(expected.length);
    const worst = Math.max(...actual.map((a, i) => Math.abs(a - expected[i]!) / (1 + Math.abs(expected[i]!))));
    expect(worst).toBeLessThan(1e-4);
  }

  it('products: a dense layer and its gradients', () => {
    for (let n = 0; n < CASES; n++) {
      const [rows, inputs, outputs] = [upTo(70), upTo(40), upTo(35)] as const;
      const [x, w, b, dy] = [rows * inputs, inputs * outputs, outputs, rows * outputs].map(numbers) as Float32Array[];
      const relu = random.below(2) === 1;
      const forward = (x: tf.Tensor, w: tf.Tensor, b: tf.Tensor) => {
        const sums = tf.add(tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D), b);
        return relu ? tf.relu(sums) : sums;
      };
      const tensors = [tf.tensor2d(x!, [rows, inputs]), tf.tensor2d(w!, [inputs, outputs]), tf.tensor1d(b!)] as const;
      const [dx, dw, db] = tf.grads(forward)([...tensors], tf.tensor2d(dy!, [rows, outputs])) as tf.Tensor[];

      const [px, pw, pb, pdy] = [x, w, b, dy].map(values => put(values!)) as number[];
      const scratch = arena.place(
        kernels.packedSize(inputs, outputs) + kernels.packedSize(rows, outputs) + kernels.packedSize(outputs, inputs),
      );
      const [y, pdx, pdw, pdb] = [rows * outputs, rows * inputs, inputs * outputs, outputs].map(room) as number[];
      kernels.dense(px!, pw!, pb!, y!, rows, inputs, outputs, relu, false, scratch);
      expectClose(get(y!, rows * outputs), flat(forward(...tensors)));
      if (relu) kernels.reluGradient(pdy!, y!, rows * outputs);
      kernels.denseWeightGradient(px!, pdy!, pdw!, pdb!, rows, inputs, outputs, false, scratch);
      kernels.denseInputGradient(pdy!, pw!, pdx!, rows, inputs, outputs, scratch);
      expectClose(get(pdw!, inputs * outputs), flat(dw!));
      expectClose(get(pdb!, outputs), flat(db!));
      expectClose(get(pdx!, rows * inputs), flat(dx!));
    }
  });

  it('products of data with any share of zeros: the same bits as with none left out', () => {
    for (let n = 0; n < CASES; n++) {
      // Beyond 256 columns the right-hand matrix is packed.
      const [rows, inputs, outputs] = [upTo(70), upTo(90), n % 8 === 0 ? 257 + random.below(9) : upTo(35)] as const;
      const zeros = random.uniform();
      // Blocks of zeros, as dark borders and categories have them, and −0 among them.
      const x = numbers(rows * inputs).map((value, i) =>
        random.uniform() < zeros || (i % inputs) / inputs < zeros - 0.3 ? (random.below(2) === 0 ? 0 : -0) : value,
      );
      const [px, pw, pb, pdy] = [x, numbers(inputs * outputs), numbers(outputs), numbers(rows * outputs)].map(put);
      const scratch = room(
        Math.max(kernels.packedSize(inputs, outputs), kernels.packedSize(rows, outputs)) +
          Math.max(kernels.listsSize(rows, inputs), kernels.listsSize(inputs, rows)),
      );
      const results = [false, true].map(isData => {
        const [y, dw, db] = [rows * outputs, inputs * outputs, outputs].map(room);
        kernels.dense(px!, pw!, pb!, y!, rows, inputs, outputs, true, isData, scratch);
        kernels.denseWeightGradient(px!, pdy!, dw!, db!, rows, inputs, outputs, isData, scratch);
        return [get(y!, rows * outputs), get(dw!, inputs * outputs), get(db!, outputs)];
      });
      expect(results[1]).toEqual(results[0]);
    }
  });

  it('convolutions with strides and paddings, and their gradients', () => {
    for (let n = 0; n < CASES; n++) {
      const [images, channels, filters, stride] = [upTo(3), upTo(5), upTo(11), upTo(3)] as const;
      const [kernelHeight, kernelWidth] = [upTo(4), upTo(4)] as const;
      const pads = [0, 1, 2, 3].map(() => random.below(3)) as [number, number, number, number];
      const [height, width] = [kernelHeight + random.below(8), kernelWidth + random.below(8)] as const;
      const shape = [images, height, width, channels] as [number, number, number, number];
      const weightShape = [kernelHeight, kernelWidth, channels, filters] as [number, number, number, number];
      const x = tf.tensor4d(numbers(images * height * width * channels), shape);
      const w = tf.tensor4d(numbers(kernelHeight * kernelWidth * channels * filters), weightShape);
      const b = tf.tensor1d(numbers(filters));
      const forward = (x: tf.Tensor, w: tf.Tensor, b: tf.Tensor): tf.Tensor =>
        tf.add(
          tf.conv2d(
            tf.pad(x as tf.Tensor4D, [
              [0, 0],
              [pads[0], pads[1]],
              [pads[2], pads[3]],
              [0, 0],
            ]),
            w as tf.Tensor4D,
            stride,
            'valid',
          ),
          b,
        );
      const y = forward(x, w, b);
      const [outHeight, outWidth] = y.shape.slice(1) as [number, number];
      const dy = numbers(y.size);
      const [dx, dw, db] = tf.grads(forward)([x, w, b], tf.tensor(dy, y.shape)) as tf.Tensor[];

      const sizes = [
        images,
        height,
        width,
        channels,
        kernelHeight,
        kernelWidth,
        filters,
        stride,
        pads[0],
        pads[2],
        outHeight,
        outWidth,
      ] as const;
      const k = kernelHeight * kernelWidth * channels;
      const places = outHeight * outWidth;
      const packed = [
        kernels.packedSize(k, filters),
        kernels.packedSize(places, filters),
        kernels.packedSize(filters, k),
      ];
      const scratch = room(Math.max(...packed) + places * k);
      const [px, pw, pb, pdy] = [x, w, b].map(t => put(t.dataSync())).concat(put(dy)) as number[];
      const [py, pdx, pdw, pdb] = [y.size, x.size, w.size, b.size].map(room) as number[];
      kernels.convolution(px!, pw!, pb!, py!, ...sizes, false, scratch);
      kernels.convolutionWeightGradient(px!, pdy!, pdw!, pdb!, ...sizes, scratch);
      kernels.convolutionInputGradient(pdy!, pw!, pdx!, ...sizes, scratch);
      expectClose(get(py!, y.size), flat(y));
      expectClose(get(pdw!, w.size), flat(dw!));
      expectClose(get(pdb!, b.size), flat(db!));
      expectClose(get(pdx!, x.size), flat(dx!));
    }
  });

  it('max pooling and its gradient', () => {
    for (let n = 0; n < CASES; n++) {
      const [images, channels, windowHeight, windowWidth] = [upTo(3), upTo(9), upTo(3), upTo(3)] as const;
      const [height, width] = [windowHeight + random.below(7), windowWidth + random.below(7)] as const;
      const x = tf.tensor4d(numbers(images * height * width * channels), [images, height, width, channels]);
      const window = [windowHeight, windowWidth] as [number, number];
      const forward = (x: tf.Tensor) => tf.maxPool(x as tf.Tensor4D, window, window, 'valid') as tf.Tensor;
      const y = forward(x);
      const dy = numbers(y.size);
      const [outHeight, outWidth] = y.shape.slice(1) as [number, number];
      const [px, pdy, py, origins, pdx] = [put(x.dataSync()), put(dy), room(y.size), room(y.size), room(x.size)];
      kernels.maxPool(px, py, origins, images, height, width, channels, ...window, outHeight, outWidth);
      kernels.maxPoolGradient(pdy, origins, pdx, images, x.size / images, y.size / images);
      expectClose(get(py, y.size), flat(y));
      expectClose(get(pdx, x.size), flat(tf.grad(forward)(x, tf.tensor(dy, y.shape))));
    }
  });

  it('cross-entropy and its gradient, for logits of any size', () => {
    for (let n = 0; n < CASES; n++) {
      const [rows, classes] = [upTo(20), 1 + upTo(12)] as const;
      const spread = 10 ** (random.below(5) - 2);
      const logits = numbers(rows * classes).map(z => z * spread);
      const labels = Array.from({ length: rows }, () => random.below(classes));
      const [pl, dl, predictions, plabels] = [put(logits), room(logits.length), room(rows), arena.place(rows)];
      arena.integers(plabels, rows).set(labels);
      const loss = kernels.crossEntropy(pl, plabels, dl, predictions, rows, classes);
      let expected = 0;
      const gradient: number[] = [];
      const best: number[] = [];
      labels.forEach((label, row) => {
        const own = [...logits.subarray(row * classes, (row + 1) * classes)];
        const highest = Math.max(...own);
        const exponentials = own.map(z => Math.exp(z - highest));
        const sum = exponentials.reduce((a, b) => a + b, 0);
        expected += (Math.log(sum) - (own[label]! - highest)) / rows;
        gradient.push(...exponentials.map((e, c) => (e / sum - (c === label ? 1 : 0)) / rows));
        best.push(own.indexOf(highest));
      });
      expectClose([loss], [expected]);
      expectClose(get(dl, logits.length), gradient);
      expect(get(predictions, rows)).toEqual(best);
    }
  });
});
