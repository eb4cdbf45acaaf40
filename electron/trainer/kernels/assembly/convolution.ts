import { at } from './address';
import { columnSums } from './dense';
import { multiply, multiplyPacked, packedSize, packTransposed } from './product';

/**
 * Lays out the windows of one image `[height, width, channels]` as rows: `[outHeight · outWidth, kernelHeight · kernelWidth ·
 * channels]`, zeros where a window leaves the image. A convolution is then one product.
 */
function windowsOf(
  image: usize,
  windows: usize,
  height: i32,
  width: i32,
  channels: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  stride: i32,
  padTop: i32,
  padLeft: i32,
  outHeight: i32,
  outWidth: i32,
): void {
  for (let oy = 0; oy < outHeight; oy++) {
    for (let ox = 0; ox < outWidth; ox++) {
      const left = ox * stride - padLeft;
      const from = max(0, -left);
      const to = min(kernelWidth, width - left);
      for (let ky = 0; ky < kernelHeight; ky++) {
        const y = oy * stride - padTop + ky;
        if (y < 0 || y >= height || to <= from) {
          fillZero(windows, kernelWidth * channels);
        } else {
          if (from > 0) fillZero(windows, from * channels);
          copy(at(windows, from * channels), at(image, (y * width + left + from) * channels), (to - from) * channels);
          if (to < kernelWidth) fillZero(at(windows, to * channels), (kernelWidth - to) * channels);
        }
        windows = at(windows, kernelWidth * channels);
      }
    }
  }
}

/** The reverse of `windowsOf` for gradients: adds every window's numbers to where they came from. */
function addWindows(
  windows: usize,
  image: usize,
  height: i32,
  width: i32,
  channels: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  stride: i32,
  padTop: i32,
  padLeft: i32,
  outHeight: i32,
  outWidth: i32,
): void {
  for (let oy = 0; oy < outHeight; oy++) {
    for (let ox = 0; ox < outWidth; ox++) {
      const left = ox * stride - padLeft;
      const from = max(0, -left);
      const to = min(kernelWidth, width - left);
      for (let ky = 0; ky < kernelHeight; ky++) {
        const y = oy * stride - padTop + ky;
        if (y >= 0 && y < height && to > from)
          addTo(at(image, (y * width + left + from) * channels), at(windows, from * channels), (to - from) * channels);
        windows = at(windows, kernelWidth * channels);
      }
    }
  }
}

function fillZero(target: usize, size: i32): void {
  memory.fill(target, 0, at(0, size));
}

// For the few numbers of a window, a loop is faster than memory.copy.
function copy(target: usize, source: usize, size: i32): void {
  let i = 0;
  for (; i + 4 <= size; i += 4) v128.store(at(target, i), v128.load(at(source, i)));
  for (; i < size; i++) store<f32>(at(target, i), load<f32>(at(source, i)));
}

function addTo(target: usize, source: usize, size: i32): void {
  let i = 0;
  for (; i + 4 <= size; i += 4)
    v128.store(at(target, i), f32x4.add(v128.load(at(target, i)), v128.load(at(source, i))));
  for (; i < size; i++) store<f32>(at(target, i), load<f32>(at(target, i)) + load<f32>(at(source, i)));
}

/**
 * A convolution: `[images, height, width, channels]` with a weight `[kernelHeight, kernelWidth, channels, filters]` and a bias
 * `[filters]` → `[images, outHeight, outWidth, filters]`, with ReLU where asked.
 * @param scratch `windowsSize` of one image and `packedSize(kernelHeight · kernelWidth · channels, filters)` floats.
 */
export function convolution(
  x: usize,
  weight: usize,
  bias: usize,
  y: usize,
  images: i32,
  height: i32,
  width: i32,
  channels: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  filters: i32,
  stride: i32,
  padTop: i32,
  padLeft: i32,
  outHeight: i32,
  outWidth: i32,
  relu: bool,
  scratch: usize,
): void {
  const k = kernelHeight * kernelWidth * channels;
  const places = outHeight * outWidth;
  const windows = at(scratch, packedSize(k, filters));
  for (let image = 0; image < images; image++) {
    windowsOf(
      x,
      windows,
      height,
      width,
      channels,
      kernelHeight,
      kernelWidth,
      stride,
      padTop,
      padLeft,
      outHeight,
      outWidth,
    );
    multiply(windows, k, 1, weight, bias, y, places, filters, k, false, relu, scratch);
    x = at(x, height * width * channels);
    y = at(y, places * filters);
  }
}

/**
 * The gradients of a convolution by weight and bias.
 * @param scratch `windowsSize` of one image and `packedSize(outHeight · outWidth, filters)` floats.
 */
export function convolutionWeightGradient(
  x: usize,
  dz: usize,
  dWeight: usize,
  dBias: usize,
  images: i32,
  height: i32,
  width: i32,
  channels: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  filters: i32,
  stride: i32,
  padTop: i32,
  padLeft: i32,
  outHeight: i32,
  outWidth: i32,
  scratch: usize,
): void {
  const k = kernelHeight * kernelWidth * channels;
  const places = outHeight * outWidth;
  const windows = at(scratch, packedSize(places, filters));
  for (let image = 0; image < images; image++) {
    windowsOf(
      x,
      windows,
      height,
      width,
      channels,
      kernelHeight,
      kernelWidth,
      stride,
      padTop,
      padLeft,
      outHeight,
      outWidth,
    );
    multiply(windows, 1, k, dz, 0, dWeight, k, filters, places, image > 0, false, scratch);
    columnSums(dz, dBias, places, filters, image > 0);
    x = at(x, height * width * channels);
    dz = at(dz, places * filters);
  }
}

/**
 * The gradient of a convolution by its input.
 * @param scratch `windowsSize` of one image and `packedSize(filters, kernelHeight · kernelWidth · channels)` floats.
 */
export function convolutionInputGradient(
  dz: usize,
  weight: usize,
  dx: usize,
  images: i32,
  height: i32,
  width: i32,
  channels: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  filters: i32,
  stride: i32,
  padTop: i32,
  padLeft: i32,
  outHeight: i32,
  outWidth: i32,
  scratch: usize,
): void {
  const k = kernelHeight * kernelWidth * channels;
  const places = outHeight * outWidth;
  const windows = at(scratch, packedSize(filters, k));
  packTransposed(weight, filters, k, scratch);
  fillZero(dx, images * height * width * channels);
  for (let image = 0; image < images; image++) {
    multiplyPacked(dz, filters, 1, scratch, 0, windows, places, k, filters, false, false);
    addWindows(
      windows,
      dx,
      height,
      width,
      channels,
      kernelHeight,
      kernelWidth,
      stride,
      padTop,
      padLeft,
      outHeight,
      outWidth,
    );
    dx = at(dx, height * width * channels);
    dz = at(dz, places * filters);
  }
}
