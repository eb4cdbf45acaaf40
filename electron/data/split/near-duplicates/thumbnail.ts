/** The shape of an image's pixels, `[height, width, channels]` bytes. */
export interface Shape {
  height: number;
  width: number;
  channels: number;
}

/**
 * Shrinks images to at most `side` × `side`: each pixel of the thumbnail is the mean of its box of the image.
 * @returns a function from an image's pixels to its thumbnail, the same array every time.
 */
export function thumbnails({ height, width, channels }: Shape, side: number): (pixels: Uint8Array) => Float64Array {
  const rows = Math.min(side, height);
  const columns = Math.min(side, width);
  const counts = new Float64Array(rows * columns);
  const boxes = Int32Array.from({ length: height * width }, (_, pixel) => {
    const y = Math.floor((Math.floor(pixel / width) * rows) / height);
    const x = Math.floor(((pixel % width) * columns) / width);
    const box = y * columns + x;
    counts[box]!++;
    return box;
  });
  const thumbnail = new Float64Array(rows * columns * channels);
  return pixels => {
    thumbnail.fill(0);
    for (let pixel = 0; pixel < boxes.length; pixel++) {
      const box = boxes[pixel]! * channels;
      for (let c = 0; c < channels; c++) thumbnail[box + c]! += pixels[pixel * channels + c]!;
    }
    for (let i = 0; i < thumbnail.length; i++) thumbnail[i]! /= counts[Math.floor(i / channels)]!;
    return thumbnail;
  };
}
