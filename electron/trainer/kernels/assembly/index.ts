export { convolution, convolutionInputGradient, convolutionWeightGradient } from './convolution';
export { dense, denseInputGradient, denseWeightGradient, reluGradient, scale } from './dense';
export { embed, embedGradient, embedMean, embedMeanGradient } from './embedding';
export { crossEntropy, squaredError } from './loss';
export { maxPool, maxPoolGradient } from './pooling';
export { listsSize, packedSize } from './product';
export { textConvolution, textConvolutionGradient } from './text-convolution';
export { adamUpdate, momentumUpdate } from './update';
