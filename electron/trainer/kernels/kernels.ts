import { KERNELS } from './compiled.ts';

/** An address in the kernels' memory, in bytes; 0 is no address. */
export type Address = number;

/** What `assembly/` exports; each function is described there. Sizes and strides are counted in numbers, not bytes. */
export interface Kernels {
  packedSize(k: number, n: number): number;
  listsSize(m: number, k: number): number;
  dense(
    x: Address,
    weight: Address,
    bias: Address,
    y: Address,
    rows: number,
    inputs: number,
    outputs: number,
    relu: boolean,
    isData: boolean,
    scratch: Address,
  ): void;
  denseWeightGradient(
    x: Address,
    dz: Address,
    dWeight: Address,
    dBias: Address,
    rows: number,
    inputs: number,
    outputs: number,
    isData: boolean,
    scratch: Address,
  ): void;
  denseInputGradient(
    dz: Address,
    weight: Address,
    dx: Address,
    rows: number,
    inputs: number,
    outputs: number,
    scratch: Address,
  ): void;
  reluGradient(dy: Address, y: Address, size: number): void;
  scale(y: Address, factors: Address, size: number): void;
  convolution(
    x: Address,
    weight: Address,
    bias: Address,
    y: Address,
    ...sizes: [...ConvolutionSizes, relu: boolean, scratch: Address]
  ): void;
  convolutionWeightGradient(
    x: Address,
    dz: Address,
    dWeight: Address,
    dBias: Address,
    ...sizes: [...ConvolutionSizes, scratch: Address]
  ): void;
  convolutionInputGradient(
    dz: Address,
    weight: Address,
    dx: Address,
    ...sizes: [...ConvolutionSizes, scratch: Address]
  ): void;
  maxPool(
    x: Address,
    y: Address,
    places: Address,
    images: number,
    height: number,
    width: number,
    channels: number,
    windowHeight: number,
    windowWidth: number,
    outHeight: number,
    outWidth: number,
  ): void;
  maxPoolGradient(dy: Address, places: Address, dx: Address, images: number, inSize: number, outSize: number): void;
  embed(table: Address, tokens: Address, y: Address, count: number, width: number): void;
  embedGradient(
    dy: Address,
    tokens: Address,
    dTable: Address,
    touched: Address,
    count: number,
    width: number,
    vocabulary: number,
  ): void;
  embedMean(table: Address, tokens: Address, y: Address, texts: number, length: number, width: number): void;
  embedMeanGradient(
    dy: Address,
    tokens: Address,
    dTable: Address,
    touched: Address,
    texts: number,
    length: number,
    width: number,
    vocabulary: number,
  ): void;
  textConvolution(
    x: Address,
    weight: Address,
    bias: Address,
    y: Address,
    places: Address,
    texts: number,
    length: number,
    width: number,
    window: number,
    filters: number,
    scratch: Address,
  ): void;
  textConvolutionGradient(
    x: Address,
    weight: Address,
    y: Address,
    places: Address,
    dy: Address,
    dWeight: Address,
    dBias: Address,
    dx: Address,
    texts: number,
    length: number,
    width: number,
    window: number,
    filters: number,
    scratch: Address,
  ): void;
  crossEntropy(
    logits: Address,
    labels: Address,
    gradient: Address,
    predictions: Address,
    rows: number,
    classes: number,
  ): number;
  squaredError(y: Address, target: Address, gradient: Address, size: number): number;
  momentumUpdate(
    weight: Address,
    gradient: Address,
    velocity: Address,
    rows: number,
    width: number,
    touched: Address,
    learningRate: number,
    m: number,
    nesterov: boolean,
    decay: number,
    norms: Address,
  ): void;
  adamUpdate(
    weight: Address,
    gradient: Address,
    first: Address,
    second: Address,
    rows: number,
    width: number,
    touched: Address,
    rate: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    decay: number,
    norms: Address,
  ): void;
}

type ConvolutionSizes = [
  images: number,
  height: number,
  width: number,
  channels: number,
  kernelHeight: number,
  kernelWidth: number,
  filters: number,
  stride: number,
  padTop: number,
  padLeft: number,
  outHeight: number,
  outWidth: number,
];

/**
 * Starts the kernels on a memory.
 * @throws Error where this engine has no WebAssembly SIMD
 */
export async function loadKernels(memory: WebAssembly.Memory): Promise<Kernels> {
  // Once a process: what the engine learns of it as it runs serves every trial.
  compiled ??= WebAssembly.compile(Uint8Array.from(atob(KERNELS), letter => letter.charCodeAt(0)));
  const instance = await WebAssembly.instantiate(await compiled, { env: { memory } });
  return instance.exports as unknown as Kernels;
}

let compiled: Promise<WebAssembly.Module> | undefined;
