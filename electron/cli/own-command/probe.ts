import {
  BAND,
  isSettled,
  lowestRate,
  medianRatio,
  nextRate,
  type OptimizerSort,
  ROUNDS,
  type ShortRun,
  shortRun,
  targetOf,
} from '#shared/command/ratio-rule.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { ownValues } from '../../hosts/command/examine.ts';
import { look } from '../../hosts/command/look.ts';
import type { Looked } from '../../hosts/command/observe.ts';
import { formatNumber } from '../format.ts';
import { say, tell } from '../say.ts';
import { table } from '../table.ts';
import { type FigureFlags, type Understood, understanding } from './understood.ts';

/** One short start of the script. */
interface Round {
  lr: number;
  /** The median of its update ratios; null: none was told. */
  ratio: number | null;
  steps: number;
  seconds: number;
  /** What its losses did. */
  loss: ShortRun;
}

interface Answer {
  /** Null: at none of the rates that were tried the loss falls. */
  lr: number | null;
  /** The ratio is a poor estimator [B7], and so are a few losses. */
  confidence: 'low';
  by: 'ratio' | 'losses';
  optimizer: OptimizerSort | null;
  target: number | null;
  rounds: Round[];
  /** The short run at that rate [B6]; null: none lowers the loss. */
  check: Round | null;
}

/** So many ratios, or losses where there are none, are a round; the check has more. */
const ENOUGH = { round: 12, check: 40 } as const;
/** A rate whose check diverges is halved so often. */
const HALVINGS = 4;
const DECADE = 10;

/**
 * `descent probe -- COMMAND`: the learning rate at which updates have the right size, by a handful of short starts of the script [B1–B3, B6].
 * Without `descent.watch` in it there is no ratio: then three starts a decade apart are compared, and the two lines are said.
 * @returns the exit code
 */
export async function runCommandProbe(
  argv: readonly string[],
  options: FigureFlags & { json?: boolean },
): Promise<number> {
  const answer = await understanding(argv, options, probe);
  if (options.json) console.log(JSON.stringify(answer));
  else console.log(report(answer));
  return answer.lr === null ? 1 : 0;
}

async function probe({ read, command, looked, looks }: Understood): Promise<Answer> {
  const values = ownValues(read);
  const start = Number(values.learningRate);
  if (!(start > 0)) throw new Refusal('error.command.noRate', { open: '{', close: '}' });
  const hasRatio = Number.isFinite(medianRatio(looked.ratios));
  const run = async (lr: number, enough: number): Promise<{ round: Round; losses: number[] }> => {
    const { template, folder, figures } = command;
    const wanted = {
      losses: enough,
      countsSteps: false,
      ...(hasRatio && { ratios: enough }),
      evaluations: 0,
      longestMs: 0,
    };
    const seen = await look(
      { template, folder, values: { ...values, learningRate: lr }, said: figures, enough: wanted },
      looks,
    );
    const ratio = medianRatio(seen.ratios);
    const round: Round = {
      lr,
      ratio: Number.isFinite(ratio) ? ratio : null,
      steps: seen.reached,
      seconds: seen.seconds,
      loss: shortRun(seen.losses),
    };
    tell(say('command.probe.round', { rate: lr, steps: round.steps, seconds: formatNumber(round.seconds) }));
    return { round, losses: seen.losses };
  };

  const rounds: Round[] = [];
  let found: number | null = null;
  const optimizer = hasRatio ? sortOf(looked) : null;
  const target = hasRatio ? targetOf(optimizer) : null;
  if (target === null) {
    tell(say('command.probe.noWatch'));
    const runs: { rate: number; losses: number[] }[] = [];
    for (const rate of [start * DECADE, start, start / DECADE]) {
      const { round, losses } = await run(rate, ENOUGH.check);
      rounds.push(round);
      runs.push({ rate, losses });
    }
    found = lowestRate(runs);
  } else {
    found = start;
    for (let i = 0; i < ROUNDS; i++) {
      const { round } = await run(found, ENOUGH.round);
      rounds.push(round);
      // Weights that blew up say nothing of the ratio but that it is too large.
      const next: number =
        round.ratio === null ? Number((found / DECADE).toPrecision(2)) : nextRate(found, round.ratio, target);
      const isDone = round.ratio !== null && isSettled(found, next);
      found = next;
      if (isDone) break;
    }
  }
  const check = found === null ? null : await checked(found, rate => run(rate, ENOUGH.check).then(one => one.round));
  const by = hasRatio ? 'ratio' : 'losses';
  return { lr: check?.lr ?? null, confidence: 'low', by, optimizer, target, rounds, check };
}

/** A short run at that rate, or at a half, a quarter of it, … where it diverges [B6]; null: at none of them the loss falls. */
async function checked(rate: number, run: (rate: number) => Promise<Round>): Promise<Round | null> {
  for (let i = 0; i <= HALVINGS; i++) {
    const round = await run(Number((rate / 2 ** i).toPrecision(2)));
    if (round.loss === 'falls') return round;
    // It stays where it is: less of it would move it even less.
    if (round.loss === 'flat') return null;
  }
  return null;
}

/** What `descent.watch` told of the optimizer. */
function sortOf({ seen }: Looked): OptimizerSort | null {
  const told = (name: string): number | undefined => seen.find(one => one.name === name)?.first;
  const [adaptive, momentum] = [told('watched_adaptive'), told('watched_momentum')];
  if (adaptive === undefined) return null;
  if (adaptive > 0) return 'adaptive';
  return (momentum ?? 0) > 0 ? 'momentum' : 'sgd';
}

function report({ lr, by, optimizer, target, rounds, check }: Answer): string {
  const row = ({ lr: rate, ratio, steps, loss }: Round): string[] => [
    String(rate),
    ratio === null ? '–' : ratio.toPrecision(2),
    String(steps),
    say(`command.probe.loss.${loss}`),
  ];
  const head = [
    say('command.role.learningRate'),
    say('command.probe.ratio'),
    say('command.probe.steps'),
    say('command.probe.loss'),
  ];
  const lines = [table(head, [...rounds, ...(check ? [check] : [])].map(row), [0, 1, 2]), ''];
  if (target !== null)
    lines.push(
      say('command.probe.target', {
        target: target.toPrecision(2),
        optimizer: say(`command.probe.optimizer.${optimizer ?? 'unknown'}`),
        low: BAND.low,
        high: BAND.high,
      }),
    );
  lines.push(lr === null ? say('command.probe.none') : say(`command.probe.answer.${by}`, { rate: lr }));
  return lines.join('\n');
}
