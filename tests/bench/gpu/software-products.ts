import * as tf from '@tensorflow/tfjs-core';

/*
 * Loaded before everything else (`node --import`) where the card is one in software: the program for the smallest products, whose
 * outputs get a whole group of threads each, takes such a card a hundred times as long as the one for middling sizes.
 */

// The library registers its backend where it sees this, and the trainer's takes its place later.
Object.defineProperty(navigator, 'gpu', { value: {}, configurable: true });
await import('@tensorflow/tfjs-backend-webgpu');
tf.env().set('WEBGPU_MATMUL_PROGRAM_TYPE', 2);
