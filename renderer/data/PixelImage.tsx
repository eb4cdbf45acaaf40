import { useEffect, useRef } from 'react';

interface PixelImageProps {
  shape: { height: number; width: number; channels: number };
  /** `[height, width, channels]` bytes as base64. */
  pixels: string;
  label: string;
}

/** An image from its raw pixels, at its own size; how large it is shown is for the style sheet. */
export function PixelImage({ shape: { height, width, channels }, pixels, label }: PixelImageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const bytes = Uint8Array.from(atob(pixels), sign => sign.charCodeAt(0));
    const data = rgbaOf(bytes, channels);
    canvas.current?.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
  }, [pixels, width, height, channels]);
  return <canvas ref={canvas} width={width} height={height} role="img" aria-label={label} />;
}

/** Grey, colour, or either with opacity, as red, green, blue and opacity. */
export function rgbaOf(bytes: Uint8Array, channels: number): Uint8ClampedArray<ArrayBuffer> {
  const count = bytes.length / channels;
  const data = new Uint8ClampedArray(4 * count);
  const colours = channels >= 3 ? 3 : 1;
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < 3; c++) data[4 * i + c] = bytes[i * channels + (colours === 3 ? c : 0)] ?? 0;
    data[4 * i + 3] = channels > colours ? (bytes[i * channels + colours] ?? 255) : 255;
  }
  return data;
}
