import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Session } from '#renderer/client/session.ts';
import { SocketTransport } from '#renderer/client/socket-transport.ts';
import { createAppStore } from '#renderer/client/state.ts';
import type { LadderChoice, StageView } from '#shared/contract/requests.ts';
import { SOCKET_PATH } from '#shared/contract/wire.ts';
import { TRAINING_LOSS } from '#shared/domain/metrics.ts';

const RATES = [0.1, 0.03, 0.01, 0.003];
/** A network so small that many steps are kept, and so large that the most steps that a trial may have last for twenty minutes. */
const CHOICE: LadderChoice = {
  model: 'mlp',
  hidden: [128, 64],
  optimizer: 'sgd',
  batchSize: 64,
  steps: 10_000_000,
  evalEvery: 10_000,
  backend: 'wasm',
  rates: RATES,
  parallel: RATES.length,
  prune: false,
  extend: false,
};
const ASK_EVERY_MS = 200;
const MIB = 2 ** 20;

interface Look {
  p99: number;
  max: number;
  heapUsed: number;
  external: number;
  rss: number;
}

/** What a process says next. */
const said = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the core ended with ${code}`));
    child.once('exit', ended);
    child.once('message', message => {
      child.off('exit', ended);
      resolve(message as T);
    });
  });

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/**
 * Four real trials side by side for so many minutes, in a core of its own process, with the page's own session open on their stage (no
 * drawing): each minute's event-loop delay of the core, the time it takes to answer, and the steps a second that it shows and that came.
 */
export async function live(minutes: number): Promise<Record<string, unknown>> {
  const home = mkdtempSync(join(tmpdir(), 'descent-bench-'));
  const child = fork(new URL('./served-core.ts', import.meta.url), [home], { execArgv: [] });
  try {
    const { port } = await said<{ port: number }>(child);
    const transport = new SocketTransport({
      open: () => new WebSocket(`ws://127.0.0.1:${port}${SOCKET_PATH}`),
      access: { hello: () => ({}), taken: () => {}, refused: () => 'over', onInvitation: () => {} },
    });
    const page = new Session(transport, createAppStore('en'));
    const project = await page.ask('projects.create', { source: 'sample:rings' });
    const stage = await page.ask('ladder.start', { projectId: project.id, choice: CHOICE });
    await page.openStage(stage.id);
    const curves = page.curvesOf(stage.id);
    curves.hold([TRAINING_LOSS]);

    const each: Record<string, number>[] = [];
    let before = 0;
    for (let minute = 1; minute <= minutes; minute++) {
      const begun = performance.now();
      const answers: number[] = [];
      const shown: number[] = [];
      let view: StageView | null = null;
      while (performance.now() - begun < 60_000) {
        const asked = performance.now();
        view = await page.ask('stages.view', { stageId: stage.id });
        answers.push(performance.now() - asked);
        if (view.stepsPerSecond !== null) shown.push(view.stepsPerSecond);
        await sleep(ASK_EVERY_MS);
      }
      child.send('look');
      const look = await said<Look>(child);
      const steps = view?.progress.stepsUsed ?? Number.NaN;
      const held = view?.trials.reduce((sum, { id }) => sum + (curves.points(id, TRAINING_LOSS)?.count ?? 0), 0) ?? 0;
      each.push({
        minute,
        delayP99Ms: look.p99,
        delayMaxMs: look.max,
        answerP99Ms: percentile(answers, 0.99),
        answerMedianMs: percentile(answers, 0.5),
        shownStepsPerSecond: percentile(shown, 0.5),
        trueStepsPerSecond: (1000 * (steps - before)) / (performance.now() - begun),
        coreHeapMiB: look.heapUsed / MIB,
        coreExternalMiB: look.external / MIB,
        coreRssMiB: look.rss / MIB,
        pointsOnPage: held,
        steps,
      });
      before = steps;
    }
    const idle = each.find(({ trueStepsPerSecond }) => trueStepsPerSecond === 0);
    if (idle) throw new Error(`in minute ${idle.minute} nothing was training any more, so nothing was measured`);
    const second = each[1] ?? each[0];
    const last = each.at(-1);
    const ratio = (name: string) => (last?.[name] ?? Number.NaN) / (second?.[name] ?? Number.NaN);
    return {
      minutes: each,
      compared: `minute ${last?.minute} ÷ minute ${second?.minute}`,
      'event-loop delay p99': ratio('delayP99Ms'),
      'answer time p99': ratio('answerP99Ms'),
    };
  } finally {
    if (child.connected) child.disconnect();
    await new Promise(resolve => (child.exitCode === null ? child.once('exit', resolve) : resolve(null)));
    rmSync(home, { recursive: true, force: true });
  }
}
