import { writePrepared } from '#electron/data/prepared.ts';

/** Writes a prepared file as a reader does, and is killed in the middle of it. */
const [file = ''] = process.argv.slice(2);
const piece = new Uint8Array(100_000);
let passes = 0;
const pieces = {
  *[Symbol.iterator]() {
    passes++;
    yield piece;
    // The first pass is for the digest, the second one writes.
    if (passes === 2) process.kill(process.pid, 'SIGKILL');
    yield piece;
  },
};
await writePrepared(file, pieces as unknown as Uint8Array[]);
