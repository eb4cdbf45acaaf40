import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts, startNodeChild } from '#electron/hosts/node/node-hosts.ts';
import type { Trial } from '#shared/domain/trial.ts';

/** What became of a trial whose card was lost in the middle. */
export interface LostLine {
  /** How it ended then, and why. */
  lost: string;
  /** The first step after it went on; 0: it began again. */
  wentOnAt: number | null;
  /** How it ended after that. */
  end: string;
  /** Whether its dev loss is that of a trial that was never interrupted, to the last bit. */
  sameNumbers: boolean;
}

/**
 * Pauses a trial on the card, so that it has a checkpoint; lets it go on and destroys its device; lets it go on once more; and trains
 * another one without any of this.
 */
export async function loseDevice(steps: number): Promise<LostLine> {
  const home = mkdtempSync(join(tmpdir(), 'descent-bench-'));
  const real = nodeHosts();
  let loses = false;
  const losing = new URL('../../contract/losing-trainer.ts', import.meta.url);
  const startTrainer = () => (loses ? startNodeChild(losing) : real.startTrainer());
  const core = await openCore({ home, hosts: { ...real, startTrainer }, version: 'bench', measure: false });
  try {
    const project = await core.ask('projects.create', { source: 'sample:rings' });
    const choice = { backend: 'webgpu' as const, steps, evalEvery: steps, hidden: [16] };
    const start = async () => {
      const stage = await core.ask('trial.start', { projectId: project.id, choice, learningRate: 0.1 });
      return stage.id;
    };
    const interrupted = await start();
    const begun = await Promise.race([pointsOf(core, 1), over(core, interrupted)]);
    if (typeof begun !== 'number') throw new Error(`it ended before it could be paused: ${inWords(begun)}`);
    await core.ask('stages.pause', { stageId: interrupted });
    await over(core, interrupted);
    loses = true;
    await core.ask('stages.continue', { stageId: interrupted });
    const lost = await over(core, interrupted);
    loses = false;
    const firstStep = pointsOf(core, lost.attempt + 1);
    await core.ask('stages.continue', { stageId: interrupted });
    const wentOnAt = await Promise.race([firstStep, over(core, interrupted).then(() => null)]);
    const end = await over(core, interrupted);
    const whole = await over(core, await start());
    return {
      lost: inWords(lost),
      wentOnAt,
      end: inWords(end),
      sameNumbers: end.result !== null && end.result.devLoss === whole.result?.devLoss,
    };
  } finally {
    await core.close();
    rmSync(home, { recursive: true, force: true });
  }
}

const inWords = ({ status, reason }: Trial): string => (reason ? `${status}: ${reason.key}` : status);

/** The first step that an attempt tells of. */
const pointsOf = (core: Core, attempt: number): Promise<number> =>
  new Promise(resolve => {
    core.onEvent(event => {
      if (event.type !== 'metrics' || event.attempt !== attempt) return;
      const step = event.batches.find(({ series }) => series === 'step')?.steps[0];
      if (step !== undefined) resolve(step);
    });
  });

/** A stage's only trial once the stage has ended. */
const over = (core: Core, stageId: string): Promise<Trial> =>
  new Promise((resolve, reject) => {
    const look = (view: { stage: { id: string; status: string }; trials: Trial[] }) => {
      const [trial] = view.trials;
      if (view.stage.id === stageId && view.stage.status !== 'running' && trial) resolve(trial);
    };
    core.onEvent(event => event.type === 'stage' && look(event.view));
    core.ask('stages.view', { stageId }).then(look, reject);
  });
