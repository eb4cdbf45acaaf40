import type { DataCheck } from '#shared/domain/data-report.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { type Checked, warns } from './check.ts';

/** Columns that are rather the pixels of images. */
export function pixels({ raw }: Checked): DataCheck[] {
  if (raw.kind !== 'table' || !raw.pixels) return [];
  const { height, width, channels } = raw.pixels;
  const values = { height, width, count: height * width * channels };
  const key = channels === 1 ? 'data.check.pixels.grey' : 'data.check.pixels.colour';
  const effect: Reason = { key: 'data.check.pixels.effect', values };
  return [warns('pixels', [], { key, values }, { remedy: { change: { kind: 'images' }, effect } })];
}
