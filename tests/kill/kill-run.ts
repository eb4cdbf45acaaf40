import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { createHome, databaseFile } from '#electron/store/home.ts';
import { Random } from '#shared/method/random.ts';
import { curvesOf, faultsOf } from './check.ts';
import { type Kind, MARKER, VERSION } from './kinds.ts';
import { isStage, type StageKind, trainStage } from './stages.ts';

/** Each home is killed this often before the next is taken, so that damage could add up. */
const KILLS_A_HOME = 10;
/** The moment of the kill is this many ms at most from one of these lines of the victim, drawn at random; null: from its start. */
const DELAY_MS = 1500;
const FROM: readonly (RegExp | null)[] = [
  null,
  /^open$/m,
  /^(project|drop|deleted)\b/m,
  /^(point|probe|preparation|project|backup|drop|deleted)\b(?:.*\n)+(point|probe|preparation|project|backup|drop|deleted)\b/m,
];
/** Every fourth kill hits one of the core's helpers (a trainer, a reader) first. */
const HELPER_SHARE = 0.25;
const RELEASES = join(import.meta.dirname, '../contract/store-releases');

interface Home {
  kind: Kind;
  home: string;
  sources: string;
  kills: number;
}

/** Kills victims and gathers what was wrong afterwards. */
export class KillRun {
  readonly faults: string[] = [];
  private readonly random: Random;
  private readonly say: (line: string) => void;
  private readonly homes = new Map<Kind, Home>();
  private readonly counts = new Map<Kind, number>();
  private heard = 0;
  private stages = 0;
  /** The digest of each trial's curve in a stage that nobody killed, by its point. */
  private readonly references = new Map<StageKind, Promise<Map<string, string>>>();

  constructor(seed: number, say: (line: string) => void = () => {}) {
    this.random = Random.from(seed);
    this.say = say;
  }

  async kill(kills: number, kinds: readonly Kind[]): Promise<void> {
    for (let i = 0; i < kills; i++) await this.killOne(kinds[i % kinds.length] as Kind);
    for (const home of this.homes.values()) await this.leave(home);
    this.homes.clear();
  }

  summary(): string {
    const counts = [...this.counts].map(([kind, count]) => `${kind} ${count}`).join(', ');
    const kills = [...this.counts.values()].reduce((sum, count) => sum + count, 0);
    return (
      `${kills} kills (${counts}); ${this.heard} acknowledgements looked up; ` +
      `${this.stages} stages finished afterwards and compared bit for bit; ${this.faults.length} faults`
    );
  }

  private async killOne(kind: Kind): Promise<void> {
    const home = this.homes.get(kind) ?? (await this.newHome(kind));
    this.homes.set(kind, home);
    const said = await this.killed(home);
    this.heard += said.split('\n').length - 1;
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    for (const fault of await faultsOf(home.home, said)) this.fault(kind, fault);
    if (++home.kills < KILLS_A_HOME && kind !== 'migrate' && !/^over$/m.test(said)) return;
    this.homes.delete(kind);
    await this.leave(home);
  }

  private async newHome(kind: Kind): Promise<Home> {
    const home = mkdtempSync(join(tmpdir(), 'descent-kill-'));
    const sources = mkdtempSync(join(tmpdir(), 'descent-kill-sources-'));
    if (kind === 'migrate') this.anOldHome(home);
    // Kills are to hit the stage, not the ladder that it needs.
    if (isStage(kind) && kind !== 'train') await finishedStage(home, kind, 'accepted');
    return { kind, home, sources, kills: 0 };
  }

  /** A home as some earlier version left it. */
  private anOldHome(home: string): void {
    createHome(home);
    const release = this.draw(readdirSync(RELEASES));
    const db = new Database(databaseFile(home));
    db.exec(readFileSync(join(RELEASES, release), 'utf8'));
    db.close();
  }

  /** Lets a victim run and kills it; returns what it had said. */
  private async killed({ kind, home, sources }: Home): Promise<string> {
    const from = kind === 'migrate' ? null : this.draw(FROM);
    const delay = this.random.uniform() * DELAY_MS;
    // A trial whose trainer is killed alone has failed, and others are compared at their rung without it: that is another course, rightly.
    const mayFail = kind !== 'batchMomentum';
    const helperFirst = mayFail && from !== null && this.random.uniform() < HELPER_SHARE;
    const victim = spawn(process.execPath, [join(import.meta.dirname, 'victim.ts'), kind, home, sources], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, [MARKER]: home },
    });
    let said = '';
    const begun = new Promise<void>(resolve => {
      victim.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (from?.test(said)) resolve();
      });
    });
    const closed = new Promise<void>(resolve => victim.once('close', () => resolve()));
    if (from) await Promise.race([begun, closed]);
    await Promise.race([wait(delay), closed]);
    if (helperFirst) {
      killSomeChild(victim.pid as number, this.random);
      await Promise.race([wait(delay / 2), closed]);
    }
    victim.kill('SIGKILL');
    await closed;
    // A line that was cut off was not heard.
    return said.slice(0, said.lastIndexOf('\n') + 1);
  }

  /** Finishes the stage of a home and compares its curves with those that nobody disturbed. */
  private async leave({ kind, home, sources }: Home): Promise<void> {
    if (isStage(kind)) {
      const reference = this.references.get(kind) ?? this.undisturbed(kind);
      this.references.set(kind, reference);
      const [wanted, found] = [await reference, await finishedStage(home, kind)];
      for (const point of new Set([...wanted.keys(), ...found.keys()]))
        if (wanted.get(point) !== found.get(point)) this.fault(kind, `${point}: other bits than without kills`);
      this.stages++;
    }
    for (const folder of [home, sources]) rmSync(folder, { recursive: true, force: true });
  }

  private draw<T>(some: readonly T[]): T {
    return some[Math.floor(this.random.uniform() * some.length)] as T;
  }

  private async undisturbed(kind: StageKind): Promise<Map<string, string>> {
    const home = mkdtempSync(join(tmpdir(), 'descent-kill-'));
    try {
      return await finishedStage(home, kind);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  }

  private fault(kind: Kind, fault: string): void {
    this.faults.push(`${kind}: ${fault}`);
    this.say(`${kind}: ${fault}`);
  }
}

/** Kills one of a process's children, if it has any. */
function killSomeChild(pid: number, random: Random): void {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    const child = children[Math.floor(random.uniform() * children.length)];
    if (child) process.kill(Number(child), 'SIGKILL');
  } catch {
    // It has gone by itself.
  }
}

/** Goes on with a home's stage to its end, or trains it; a digest of each trial's curve by its point, without the times. */
async function finishedStage(
  home: string,
  kind: StageKind,
  until: 'finished' | 'accepted' = 'finished',
): Promise<Map<string, string>> {
  const core = await openCore({ home, hosts: nodeHosts(), version: VERSION, measure: false });
  try {
    const { id: projectId } = await core.ask('projects.create', { source: 'sample:digits' });
    const stage = await trainStage(core, projectId, kind, () => {}, until);
    const { trials } = await core.ask('stages.view', { stageId: stage.id });
    const curves = await curvesOf(core, stage.id);
    return new Map(
      trials.map(({ id, status, point }) => {
        const { stepMs: _, ...columns } = curves.get(id)?.columns ?? {};
        return [point.key, JSON.stringify([status, Object.entries(columns).map(([name, c]) => [name, Array.from(c)])])];
      }),
    );
  } finally {
    await core.close();
  }
}
