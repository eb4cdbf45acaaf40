import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { backupFolder, databaseFile } from '#electron/store/home.ts';
import type { MetricBatch } from '#shared/domain/metrics.ts';
import { RESUMABLE, type Trial } from '#shared/domain/trial.ts';
import { MARKER, VERSION } from './kinds.ts';

/** What a home may hold after a clean end. */
const KNOWN =
  /^(descent\.db|lock\.db|state\.json|logs\/[\w-]+\.log|prepared\/\w+\.descent(\.sha256)?|checkpoints\/[\w-]+(\.best|\.branch-\d+)?|backups\/[\w.-]+\.db)$/;
/** How long what was started by a killed core may take to notice, in looks of 50 ms. */
const LOOKS = 600;

/** Everything that is wrong with a home after its core was killed; opens and closes it once. */
export async function faultsOf(home: string, said: string): Promise<string[]> {
  const faults = await orphans(home);
  let core: Core;
  try {
    core = await openCore({ home, hosts: nodeHosts(), version: VERSION, measure: false });
  } catch (error) {
    return [...faults, `it can't be opened: ${error instanceof Error ? error.message : error}`];
  }
  try {
    faults.push(...(await lost(core, said)));
    faults.push(...(await unfinished(core)));
  } finally {
    await core.close();
  }
  const { faults: inDatabase, isOfUse } = looked(home);
  return [...faults, ...inDatabase, ...lostBackups(home, said), ...leftovers(home, isOfUse)];
}

/** Processes of the killed core that don't end. */
async function orphans(home: string): Promise<string[]> {
  for (let look = 0; look < LOOKS; look++) {
    if (alive(home).length === 0) return [];
    await wait(50);
  }
  return alive(home).map(command => `still runs: ${command}`);
}

function alive(home: string): string[] {
  return readdirSync('/proc').flatMap(pid => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const ours = readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`${MARKER}=${home}\0`);
      return ours ? [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')] : [];
    } catch {
      return []; // It ended while we looked.
    }
  });
}

/** What the victim was told is kept, and is not. */
async function lost(core: Core, said: string): Promise<string[]> {
  const faults: string[] = [];
  const named = (what: string) => [...said.matchAll(new RegExp(`^${what} (\\S+)`, 'gm'))].map(([, id]) => id ?? '');
  const expectAll = (what: string, kept: readonly string[]) => {
    for (const id of named(what)) if (!kept.includes(id)) faults.push(`lost ${what} ${id}`);
  };
  const projects = (await core.ask('projects.list', {})).map(({ project }) => project.id);
  expectAll('project', projects);
  for (const id of named('deleted')) if (projects.includes(id)) faults.push(`deleted project ${id} is back`);
  const each = async <T>(ask: (projectId: string) => Promise<readonly T[]>) =>
    (await Promise.all(projects.map(ask))).flat();
  expectAll(
    'probe',
    (await each(projectId => core.ask('probes.list', { projectId }))).map(({ id }) => id),
  );
  expectAll(
    'preparation',
    (await each(projectId => core.ask('preparations.list', { projectId }))).map(({ id }) => id),
  );
  expectAll(
    'stage',
    (await each(projectId => core.ask('stages.list', { projectId }))).map(({ id }) => id),
  );

  const trials = await core.ask('trials.list', {});
  for (const [, id, status] of said.matchAll(/^ended (\S+) (\S+)$/gm)) {
    const kept = trials.find(trial => trial.id === id)?.status;
    if (kept !== status) faults.push(`trial ${id} had ended as ${status} and is ${kept}`);
  }
  const newest = new Map([...said.matchAll(/^point (\S+) (\d+)$/gm)].map(([, id, step]) => [id ?? '', Number(step)]));
  for (const trial of trials) {
    const steps = (await curvesOf(core, trial.stageId)).get(trial.id)?.steps ?? new Float64Array();
    if (steps.some((step, i) => step !== i)) faults.push(`trial ${trial.id}: its steps have a gap`);
    const told = newest.get(trial.id) ?? -1;
    if (steps.length <= told) faults.push(`trial ${trial.id}: told of step ${told}, kept ${steps.length} steps`);
  }
  return faults;
}

/** Every step of the trials of a stage. */
export async function curvesOf(core: Core, stageId: string): Promise<Map<string, MetricBatch>> {
  const curves = await core.ask('curves.read', { stageId, cursors: [] });
  return new Map(
    curves.flatMap(({ trialId, batches }) => {
      const steps = batches.find(({ series }) => series === 'step');
      return steps ? [[trialId, steps] as const] : [];
    }),
  );
}

/** What is said to go on although nothing does. */
async function unfinished(core: Core): Promise<string[]> {
  const trials = await core.ask('trials.list', {});
  return trials
    .filter(({ status }) => status === 'queued' || status === 'running' || status === 'waiting')
    .map(({ id, status }) => `trial ${id} is said to be ${status}`);
}

/** What is wrong with the database itself, and which checkpoints trials may keep. */
function looked(home: string): { faults: string[]; isOfUse: (checkpoint: string) => boolean } {
  // Not read-only: that would leave the files of the log behind.
  const db = new Database(databaseFile(home));
  try {
    const found = db.pragma('integrity_check', { simple: true });
    const foreign = db.pragma('foreign_key_check') as unknown[];
    const trials = db
      .prepare<[], Pick<Trial, 'id' | 'status'> & { stageStatus: string }>(
        'SELECT trials.id, trials.status, stages.status AS stageStatus FROM trials JOIN stages ON stages.id = trials.stage_id',
      )
      .all();
    const byId = new Map(trials.map(trial => [trial.id, trial]));
    return {
      faults: [
        ...(found === 'ok' ? [] : [`the database is damaged: ${found}`]),
        ...(foreign.length === 0 ? [] : ['rows of the database refer to rows that are not there']),
      ],
      isOfUse: checkpoint => {
        const [id = '', which] = checkpoint.split('.');
        const trial = byId.get(id);
        if (trial === undefined || which === 'best') return trial !== undefined;
        // Others branch off a trial as long as their stage isn't done.
        return which ? trial.stageStatus !== 'finished' : RESUMABLE.has(trial.status);
      },
    };
  } finally {
    db.close();
  }
}

/** Backups that were made, and are not there or not whole. */
function lostBackups(home: string, said: string): string[] {
  // Of those that a person makes none is taken away.
  return [...said.matchAll(/^backup (\S+)$/gm)].flatMap(([, name = '']) => {
    try {
      const db = new Database(join(backupFolder(home), name), { readonly: true, fileMustExist: true });
      const found = db.pragma('integrity_check', { simple: true });
      db.close();
      return found === 'ok' ? [] : [`backup ${name} is damaged: ${found}`];
    } catch (error) {
      return [`backup ${name}: ${error instanceof Error ? error.message : error}`];
    }
  });
}

/** Files that nobody needs any more. */
function leftovers(home: string, isOfUse: (checkpoint: string) => boolean): string[] {
  const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return files.flatMap(entry => {
    const file = join(entry.parentPath, entry.name).slice(home.length + 1);
    const [folder, name = ''] = file.split('/');
    if (!KNOWN.test(file)) return [`left behind: ${file}`];
    return folder === 'checkpoints' && !isOfUse(name) ? [`a checkpoint of no use: ${file}`] : [];
  });
}
