import { at } from './address';

/**
 * The largest number of each window, channel by channel: `[images, height, width, channels]` → `[images, outHeight, outWidth,
 * channels]`, windows side by side without padding (what is left over at the right and below is not looked at). `places`
 * gets the index in `x`, counted within the image, that each came from: the first where several are equal.
 */
export function maxPool(
  x: usize,
  y: usize,
  places: usize,
  images: i32,
  height: i32,
  width: i32,
  channels: i32,
  windowHeight: i32,
  windowWidth: i32,
  outHeight: i32,
  outWidth: i32,
): void {
  for (let image = 0; image < images; image++) {
    for (let oy = 0; oy < outHeight; oy++) {
      for (let ox = 0; ox < outWidth; ox++) {
        const corner = (oy * windowHeight * width + ox * windowWidth) * channels;
        let c = 0;
        for (; c + 4 <= channels; c += 4) {
          const first = i32x4.splat(corner + c);
          let best = v128.load(at(x, corner + c));
          let place = first;
          for (let wy = 0; wy < windowHeight; wy++) {
            for (let wx = 0; wx < windowWidth; wx++) {
              const offset = (wy * width + wx) * channels;
              const value = v128.load(at(x, corner + c + offset));
              // Also where the value is not a number: NaN must come through.
              const better = v128.not(f32x4.le(value, best));
              best = v128.bitselect(value, best, better);
              place = v128.bitselect(i32x4.add(first, i32x4.splat(offset)), place, better);
            }
          }
          v128.store(y, best);
          v128.store(places, i32x4.add(place, i32x4(0, 1, 2, 3)));
          y += 16;
          places += 16;
        }
        for (; c < channels; c++) {
          let place = corner + c;
          let best = load<f32>(at(x, place));
          for (let wy = 0; wy < windowHeight; wy++) {
            for (let wx = 0; wx < windowWidth; wx++) {
              const here = corner + c + (wy * width + wx) * channels;
              const value = load<f32>(at(x, here));
              if (!(value <= best)) {
                best = value;
                place = here;
              }
            }
          }
          store<f32>(y, best);
          store<i32>(places, place);
          y += 4;
          places += 4;
        }
      }
    }
    x = at(x, height * width * channels);
  }
}

/** dx: each number of dy at the place that its maximum came from, zeros elsewhere. Sizes are those of one image. */
export function maxPoolGradient(dy: usize, places: usize, dx: usize, images: i32, inSize: i32, outSize: i32): void {
  memory.fill(dx, 0, at(0, images * inSize));
  for (let image = 0; image < images; image++) {
    for (let i = 0; i < outSize; i++) {
      const target = at(dx, load<i32>(at(places, i)));
      store<f32>(target, load<f32>(target) + load<f32>(at(dy, i)));
    }
    dy = at(dy, outSize);
    places = at(places, outSize);
    dx = at(dx, inSize);
  }
}
