import { Refusal } from '#shared/contract/refusal.ts';
import type { StageView } from '#shared/contract/requests.ts';
import { outcomeKey, roundedMinutes, type TuneRun, type TuneStage, type TuneView } from '#shared/domain/tune.ts';
import type { Core } from '../../core/core.ts';
import { onEndSignal } from '../../start/end-signals.ts';
import { Progress } from '../progress.ts';
import { say, tell } from '../say.ts';
import { nowFollowed } from '../session.ts';
import { stageReport } from '../stage-report.ts';
import { setName } from '../trial-name.ts';
import { askAtGate } from './gate.ts';
import { planLines, said, stageName } from './plan-lines.ts';

/** How a run is followed. */
interface Following {
  /** Where reports of stages go. */
  print: (text: string) => void;
}

/**
 * Follows a guided run to its end with progress on standard error, and asks at its gates. Ctrl-C and the like pause it; all of it is kept.
 * @returns also the exit code that stands for what stopped it; null: nothing did
 */
export async function followTune(
  core: Core,
  runId: string,
  { print }: Following,
): Promise<{ run: TuneRun; interrupted: number | null }> {
  let interrupted: number | null = null;
  let fail: (error: unknown) => void = () => {};
  const unlisten = onEndSignal(code => {
    interrupted = code;
    tell(`\n${say('cli.stopping')}`);
    core.ask('tune.stop', { runId }).catch(error => fail(error));
  });
  nowFollowed();
  const shown = new Shown(core, print);
  try {
    for (;;) {
      const view = await new Promise<TuneView>((resolve, reject) => {
        fail = reject;
        const forget = core.onEvent(event => {
          if (event.type === 'home') reject(new Refusal(event.problem.key, event.problem.values));
          if (event.type === 'stage') shown.stage(event.view);
          if (event.type === 'metrics') shown.points(event);
          if (event.type === 'tune' && event.view.run.id === runId) look(event.view);
        });
        const look = (one: TuneView): void => {
          shown.run(one);
          // One that is being stopped may still come to a gate.
          if (one.run.status === 'running' && !one.interrupted) return;
          forget();
          resolve(one);
        };
        viewOf(core, runId).then(look, reject);
      });
      await shown.settled();
      const { run } = view;
      if (run.status !== 'gate' || interrupted !== null) return { run, interrupted };
      const stage = run.stages.at(-1) as TuneStage;
      const answer = await askAtGate(stage, await core.ask('stages.view', { stageId: stage.stageId as string }));
      if (answer === null) {
        await core.ask('tune.stop', { runId });
        return { run: (await viewOf(core, runId)).run, interrupted: interrupted ?? 130 };
      }
      try {
        await core.ask('tune.answer', { runId, answer });
      } catch (error) {
        // What was named can't be accepted there: it is asked again.
        if (!(error instanceof Refusal)) throw error;
        tell(said(error.record));
      }
    }
  } finally {
    unlisten();
    shown.end();
  }
}

/** @throws Refusal where there is no such run */
export async function viewOf(core: Core, runId: string): Promise<TuneView> {
  const found = (await core.ask('tune.list', {})).find(({ run }) => run.id === runId);
  if (!found) throw new Refusal('error.tune.unknown', { id: runId });
  return found;
}

/** What a person sees of a run: each stage's beginning, its bars, its report and what was decided, each once. */
class Shown {
  private readonly core: Core;
  private readonly print: (text: string) => void;
  private progress: { stageId: string; bars: Progress } | null = null;
  private readonly begun = new Set<string>();
  private readonly reported = new Set<string>();
  private readonly decided = new Set<string>();
  /** Reports come one after the other. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(core: Core, print: (text: string) => void) {
    this.core = core;
    this.print = print;
  }

  /** Stages that were decided before this program began to follow are not told again. */
  run({ run, ahead }: TuneView): void {
    for (const stage of run.stages) {
      const { kind, stageId, share, outcome } = stage;
      const { line, name } = share;
      if (!this.begun.has(line)) {
        this.begun.add(line);
        tell(say('cli.tune.begin', { name: stageName(kind, name), does: said(share.says) }));
      }
      const isOver = outcome !== 'pending' || run.status === 'gate';
      if (stageId !== null && isOver && !this.reported.has(line)) {
        this.reported.add(line);
        this.inTurn(() => this.report(stage));
      }
      if (outcome !== 'pending' && outcome !== 'leftOut' && !this.decided.has(line)) {
        this.decided.add(line);
        this.inTurn(async () => tell(outcomeLine(stage, run)));
        if (ahead && ahead.shares.length > 0) this.inTurn(async () => tell(aheadLines({ run, ahead })));
      }
    }
  }

  stage(view: StageView): void {
    if (view.stage.status !== 'running') {
      if (this.progress?.stageId === view.stage.id) this.progress.bars.show(view);
      return;
    }
    if (this.progress?.stageId !== view.stage.id) {
      this.progress?.bars.end();
      this.progress = { stageId: view.stage.id, bars: new Progress() };
    }
    this.progress.bars.show(view);
  }

  points({
    stageId,
    trialId,
    batches,
  }: {
    stageId: string;
    trialId: string;
    batches: Parameters<Progress['points']>[1];
  }) {
    if (this.progress?.stageId === stageId) this.progress.bars.points(trialId, batches);
  }

  /** All that was to be told is. */
  async settled(): Promise<void> {
    await this.last;
  }

  end(): void {
    this.progress?.bars.end();
  }

  private inTurn(task: () => Promise<void>): void {
    this.last = this.last.then(task);
  }

  private async report({ kind, stageId, share, advice, cutShort }: TuneStage): Promise<void> {
    const view = await this.core.ask('stages.view', { stageId: stageId as string });
    if (this.progress?.stageId === stageId) {
      this.progress.bars.end();
      this.progress = null;
    }
    this.print(`\n${stageReport(view)}\n`);
    if (advice) this.print(`${said(advice.says)}\n`);
    if (cutShort) tell(say('tune.cutShort', { name: stageName(kind, share.name) }));
  }
}

function outcomeLine(stage: TuneStage, { status }: TuneRun): string {
  const { kind, share, set } = stage;
  const values = { name: stageName(kind, share.name), outcome: say(outcomeKey(stage, status)) };
  return set ? say('cli.tune.outcomeSet', { ...values, set: setName(set) }) : say('cli.tune.outcome', values);
}

function aheadLines({ run: { budget }, ahead }: { run: TuneRun; ahead: NonNullable<TuneView['ahead']> }): string {
  const head =
    budget.unit === 'steps'
      ? say('cli.tune.ahead.steps', { left: ahead.available })
      : say('cli.tune.ahead.minutes', { left: roundedMinutes(ahead.available) });
  return `\n${head}\n${planLines(ahead, budget.unit)}\n`;
}
