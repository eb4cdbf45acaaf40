import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { descent, median } from './descent.ts';

const PEER = '../shared/peers/torch_step_time.py';
const DATA = '../shared/data/mnist10k';
const ROUNDS = 3;

/**
 * Our median step on MNIST's MLP (784-128-64-10, batch 64, momentum), with everything recorded, against the same
 * network's step in PyTorch on one thread. Both sides in turn.
 */
export async function stepTime(): Promise<Record<string, unknown>> {
  if (!existsSync(PEER) || !existsSync(DATA)) return { skipped: `${PEER} or ${DATA} is missing` };
  const peer = (): number => JSON.parse(execFileSync('/usr/bin/python3', [PEER, '1', '50'], { encoding: 'utf8' })).mlp;
  try {
    peer();
  } catch {
    return { skipped: 'PyTorch is missing (Debian: python3-torch, libopenblas0-pthread)' };
  }
  const args = ['trial', '--data', DATA, '--optimizer', 'momentum', '--lr', '0.01', '--steps', '500'];
  const ratios: number[] = [];
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(Number((await descent(args)).stepMs));
    theirs.push(peer());
    ratios.push(ours[round]! / theirs[round]!);
  }
  return { mlp: { ratio: median(ratios), descentMs: median(ours), pytorchMs: median(theirs) } };
}
