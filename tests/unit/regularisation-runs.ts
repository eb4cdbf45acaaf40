import type { RegularisationChoice, RegularisationPlan } from '#shared/domain/regularisation.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { regularisation } from '#shared/method/stages/regularisation/definition.ts';
import {
  type Action,
  type AnyStage,
  emptyRecord,
  type StageRecord,
  whatFollows,
} from '#shared/method/stages/stage-definition.ts';
import { ended, STEPS, type Train } from './decay-runs.ts';

/** A plan as it is for an accepted rate of 0.1, without decay or with one. */
export const regularisationPlan = (choice: RegularisationChoice = {}, schedule?: Schedule): RegularisationPlan =>
  regularisation.plan({
    configuration: { set: { learningRate: 0.1, steps: STEPS, ...(schedule && { schedule }) }, decisions: [] },
    subject: { kind: 'builtIn', facts: null, dataDigest: null, network: null },
    host: { cores: 2, defaultBackend: 'wasm' },
    earlier: { seeds: [1, 2], stepMs: 1 },
    choice,
  });

/** Runs a regularisation stage as the driver does; every run comes to its end at once. */
export class RegularisationRuns {
  record: StageRecord = emptyRecord();
  plan: RegularisationPlan;
  readonly started: string[] = [];
  private readonly train: Train;

  constructor(plan: RegularisationPlan, train: Train) {
    this.plan = plan;
    this.train = train;
  }

  get next(): Action[] {
    return whatFollows(regularisation as AnyStage, this.plan, this.record);
  }

  get answer() {
    return regularisation.recommend(this.plan, this.record);
  }

  /** To the end. @param done how many actions of a round are done, the rest being lost with the program */
  run(done: (round: number, count: number) => number = (_, count) => count): this {
    for (let round = 0; ; round++) {
      const actions = this.next;
      if (actions.length === 0) return this;
      if (round > 100) throw new Error('This stage never ends.');
      for (const action of actions.slice(0, Math.max(1, done(round, actions.length)))) this.apply(action);
    }
  }

  apply(action: Action): void {
    if (action.do !== 'start') throw new Error(`this stage does nothing but start: ${action.do}`);
    this.start(action.point);
  }

  /** A point as a person adds it. */
  add(set: Parameters<typeof regularisation.addPoint>[2]): void {
    this.start(regularisation.addPoint(this.plan, this.record, set));
  }

  private start(point: Parameters<Train>[0]): void {
    this.started.push(point.key);
    this.plan = regularisation.withPoint?.(this.plan, point) ?? this.plan;
    const one = ended(this.plan, point, this.record.trials.length, this.train(point));
    this.record = { ...this.record, trials: [...this.record.trials, one] };
  }
}
