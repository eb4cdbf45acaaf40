import * as tf from '@tensorflow/tfjs-core';

/** From this length on the library may split sums, and add the parts in whichever order they are ready. */
const SPLIT_FROM = 2000;
const PROGRAM = 'WEBGPU_MATMUL_PROGRAM_TYPE';
/** The program it would choose if it didn't split (`MatMulSmallOutputSizeProgram`). */
const UNSPLIT = 2;

/** How long the sums of each kernel are that computes products. */
const LENGTHS: Record<string, (inputs: tf.NamedTensorInfoMap, attributes: tf.NamedAttrMap) => number> = {
  BatchMatMul: ({ a }, { transposeA }) => a?.shape.at(transposeA ? -2 : -1) as number,
  Conv2D: ({ filter }) => tf.util.sizeFromShape(filter?.shape.slice(0, 3) ?? []),
};

/**
 * Has the WebGPU backend sum in the same order every time: else the same trial gives other numbers each time it is run. To
 * be called once its kernels are registered.
 */
export function keepOrderOfSums(): void {
  for (const [kernelName, lengthOf] of Object.entries(LENGTHS)) {
    const stock = tf.getKernel(kernelName, 'webgpu');
    tf.unregisterKernel(kernelName, 'webgpu');
    tf.registerKernel({
      ...stock,
      kernelFunc: given => {
        if (lengthOf(given.inputs, given.attrs ?? {}) < SPLIT_FROM) return stock.kernelFunc(given);
        const chosen = tf.env().getNumber(PROGRAM);
        tf.env().set(PROGRAM, UNSPLIT);
        try {
          return stock.kernelFunc(given);
        } finally {
          tf.env().set(PROGRAM, chosen);
        }
      },
    });
  }
}
