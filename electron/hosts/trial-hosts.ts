import { Refusal } from '#shared/contract/refusal.ts';
import { CAN_ALL, type HostCan, type Subject } from '#shared/method/stages/stage-definition.ts';
import type { Hosts, Job, Lent, TrialHost } from './hosts.ts';
import { ProcessPool } from './process-pool.ts';

/** The built-in networks' host: trainers, in a pool. */
function trainers(hosts: Hosts): TrialHost {
  const pool = new ProcessPool(() => hosts.startTrainer());
  return {
    can: CAN_ALL,
    lend: ({ trialId }) => pool.lend(trialId),
    warm: count => pool.warm(count),
    forget: trialId => pool.forget(trialId),
    get idleBytes() {
      return pool.idleBytes;
    },
    close: () => pool.close(),
  };
}

/** Gives each job to the host of its subject. */
export class TrialHosts {
  private readonly all: Readonly<Record<Subject['kind'], TrialHost | null>>;

  constructor(hosts: Hosts) {
    this.all = { builtIn: trainers(hosts), command: hosts.command ?? null };
  }

  /** @throws Refusal where nothing here trains such a subject */
  of({ kind }: Subject): TrialHost {
    const host = this.all[kind];
    if (!host) throw new Refusal('error.host.none');
    return host;
  }

  /** What the host of a subject can. @throws Refusal as `of` */
  can(subject: Subject): HostCan {
    return this.of(subject).can;
  }

  /** @throws Refusal where the host can't do such a job, Error where no process can start */
  lend(job: Job): Lent {
    const host = this.of(job.subject);
    if (job.kind !== 'train' && !host.can[job.kind]) throw new Refusal(`error.host.${job.kind}`);
    return host.lend(job);
  }

  /** Of what a trial's process left (`TrialHost.keptStep`). */
  keptStep(subject: Subject, trialId: string): number | null {
    return this.all[subject.kind]?.keptStep?.(subject, trialId) ?? null;
  }

  /** Starts a trainer ahead. */
  warmOne(): void {
    this.all.builtIn?.warm(1);
  }

  forget(trialId: string): void {
    for (const host of this.each) host.forget(trialId);
  }

  get idleBytes(): number {
    return this.each.reduce((sum, { idleBytes }) => sum + idleBytes, 0);
  }

  close(): void {
    for (const host of this.each) host.close();
  }

  private get each(): TrialHost[] {
    return Object.values(this.all).filter(host => host !== null);
  }
}
