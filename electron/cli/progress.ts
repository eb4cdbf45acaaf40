import { MultiBar, type SingleBar } from 'cli-progress';
import type { StageView } from '#shared/contract/requests.ts';
import type { MetricBatch } from '#shared/domain/metrics.ts';
import { ENDED, type Trial } from '#shared/domain/trial.ts';
import type { MessageKey } from '#shared/messages/text.ts';
import { formatDuration, formatNumber } from './format.ts';
import { say, tell } from './say.ts';
import { trialName } from './trial-name.ts';

/** Without a terminal a trial tells of itself this often. */
const LINE_EVERY_MS = 2000;

/** A stage's progress on standard error: a bar a trial on a terminal, plain lines otherwise. */
export class Progress {
  private readonly bars = process.stderr.isTTY
    ? new MultiBar({
        stream: process.stderr,
        // The bar itself fills it in.
        format: say<MessageKey>('cli.bar'),
        hideCursor: true,
        barsize: 24,
        fps: 10,
        gracefulExit: false,
        autopadding: true,
      })
    : null;
  private readonly barOf = new Map<string, SingleBar>();
  private readonly latest = new Map<string, { step: number; loss: number }>();
  /** Of the longest name of a trial, so that the bars stand below each other. */
  private nameWidth = 0;
  private readonly told = new Map<string, { status: string; at: number }>();

  points(trialId: string, batches: readonly MetricBatch[]): void {
    const batch = batches.findLast(b => b.series === 'step' && b.steps.length > 0);
    const step = batch?.steps.at(-1);
    if (batch && step !== undefined)
      this.latest.set(trialId, { step: step + 1, loss: batch.columns.loss?.at(-1) ?? Number.NaN });
  }

  /** What was trained before this program began to follow counts too. */
  show(view: StageView): void {
    const names = view.trials.map(trial => trialName(trial, view.trials));
    this.nameWidth = Math.max(0, ...names.map(name => name.length));
    for (const [i, trial] of view.trials.entries()) {
      const name = names[i] ?? '';
      const done = view.progress.stepsOf[trial.id] ?? 0;
      if (this.bars) this.bar(trial, name, done, view.remainingMs);
      else this.line(trial, name, done, view.remainingMs);
    }
  }

  end(): void {
    this.bars?.stop();
  }

  private bar(trial: Trial, name: string, done: number, remainingMs: number | null): void {
    const { steps } = trial.hyperparameters;
    const point = this.latest.get(trial.id);
    const payload = {
      name: name.padEnd(this.nameWidth),
      loss: formatNumber(point?.loss ?? null).padStart(6),
      left: ENDED.has(trial.status) || remainingMs === null ? '' : formatDuration(remainingMs / 1000),
      state: say(`status.${trial.status}`),
    };
    const bar = this.barOf.get(trial.id) ?? this.bars?.create(steps, 0, payload);
    if (!bar) return;
    this.barOf.set(trial.id, bar);
    bar.update(Math.min(point?.step ?? done, steps), payload);
  }

  private line(trial: Trial, name: string, done: number, remainingMs: number | null): void {
    const before = this.told.get(trial.id);
    const changed = before?.status !== trial.status;
    const now = performance.now();
    if (trial.status === 'queued') return;
    if (!changed && (trial.status !== 'running' || now - (before?.at ?? 0) < LINE_EVERY_MS)) return;
    this.told.set(trial.id, { status: trial.status, at: now });
    const point = this.latest.get(trial.id);
    tell(
      say('cli.line', {
        name,
        step: point?.step ?? done,
        steps: trial.hyperparameters.steps,
        loss: formatNumber(point?.loss ?? null),
        state: say(`status.${trial.status}`),
      }) +
        (trial.status === 'running' && remainingMs !== null
          ? say('cli.line.left', { left: formatDuration(remainingMs / 1000) })
          : ''),
    );
  }
}
