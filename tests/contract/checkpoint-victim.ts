import { saveCheckpoint } from '#electron/store/checkpoint-files.ts';
import type { Trial } from '#shared/domain/trial.ts';

/** Writes one checkpoint after the other until it is killed; says which is written. Each is full of its step's number. */
const [home = '', json = ''] = process.argv.slice(2);
const trial = JSON.parse(json) as Trial;
for (let step = 1; ; step++) {
  await saveCheckpoint(home, trial, { step, pieces: [new Uint8Array(3_000_000).fill(step % 256)] });
  console.log(step);
}
