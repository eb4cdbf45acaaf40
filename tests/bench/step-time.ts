import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { engineSteps, PEER_NETWORKS } from './engine-steps.ts';
import { median } from './median.ts';

const PYTHON = '/usr/bin/python3';
const PEER = '../shared/peers/torch_step_time.py';
const ROUNDS = 15;

/** Milliseconds a step by network. */
type Times = Record<string, number>;

/**
 * A step of our kernels (forward, backward, momentum update, loss read) on the four networks of PyTorch's step-time program, side
 * by side with that program on one thread: both sides in turn, round by round, and the ratio of each round. Without the program
 * or PyTorch: our side alone, and a word about that.
 */
export async function stepTime(): Promise<Record<string, unknown>> {
  const missing = whatIsMissing();
  const names = Object.keys(PEER_NETWORKS);
  const steps = await Promise.all(names.map(name => engineSteps(name)));
  const ours: Times[] = [];
  const theirs: Times[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const times: Times = {};
    for (const [i, name] of names.entries()) times[name] = await steps[i]!();
    ours.push(times);
    if (!missing) theirs.push(peerTimes());
  }
  const rows = names.map(name => {
    const mine = ours.map(times => times[name]!);
    if (missing) return [name, { descentMs: median(mine) }];
    const peers = theirs.map(times => times[name]!);
    return [
      name,
      {
        descentMs: median(mine),
        pytorchMs: median(peers),
        ratio: median(mine.map((ms, round) => ms / peers[round]!)),
        fastest: ratioOf(Math.min(...mine), Math.min(...peers)),
      },
    ];
  });
  return { ...(missing ? { missing } : {}), ...Object.fromEntries(rows) };
}

const ratioOf = (descentMs: number, pytorchMs: number) => ({ descentMs, pytorchMs, ratio: descentMs / pytorchMs });

const peerTimes = (): Times =>
  JSON.parse(execFileSync(PYTHON, [PEER, '1'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }));

/** Why there is nothing to compare with; null where there is. */
function whatIsMissing(): string | null {
  if (!existsSync(PEER)) return `${PEER} is not there, so there is nothing to compare with`;
  try {
    peerTimes();
    return null;
  } catch (error) {
    const detail = String((error as { stderr?: unknown }).stderr ?? error).trim();
    return `${PYTHON} can't run ${PEER} (Debian: python3-torch, libopenblas0-pthread): ${detail}`;
  }
}
