import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Project, StageStatus, Standing } from '#shared/domain/project.ts';
import { configurationOf, presentInputs, withInputs } from '#shared/method/configuration.ts';
import { nameOfStep, questionOf, STAGES } from '#shared/method/stages/definitions.ts';
import type { Core } from '../../core/core.ts';
import { defaultHome } from '../../store/home.ts';
import { projectSize } from '../../store/project-files.ts';
import type { ReadOnlyStore } from '../../store/store.ts';
import { formatFileSize } from '../format.ts';
import { addCommon, type CommonOptions } from '../options.ts';
import { harmless, say, tell } from '../say.ts';
import { withCore, withStore } from '../session.ts';
import { table } from '../table.ts';

/** What a person types who is sure, in any language. */
const SURE = 'yes';
const ID_SHOWN = 12;

/** `descent projects list|delete`: what there is, and what is not wanted any more. */
export function addProjectsCommand(program: Command): void {
  const projects = program.command('projects').description(say('cli.projects.about'));
  addCommon(projects.command('list', { isDefault: true }).description(say('cli.projects.list.about'))).action(
    (options: CommonOptions) =>
      withStore(options, async store => {
        const found = await Promise.all((await store.projects()).map(project => withSize(options, store, project)));
        if (options.json) console.log(JSON.stringify({ projects: found }));
        else console.log(found.length === 0 ? say('cli.projects.none') : listOf(found));
      }),
  );
  addCommon(
    projects
      .command('delete')
      .argument('<project>', say('cli.flag.project'))
      .option('--yes', say('cli.flag.yes'))
      .description(say('cli.projects.delete.about')),
  ).action((named: string, options: CommonOptions & { yes?: boolean }) =>
    withCore(options, async core => {
      process.exitCode = await deleteProject(core, named, options);
    }),
  );
}

/** @returns the exit code */
async function deleteProject(core: Core, named: string, options: { json?: boolean; yes?: boolean }): Promise<number> {
  const { id, name, source } = findProject(await projectsOf(core), named);
  const { trials, bytes } = await core.ask('projects.size', { projectId: id });
  if (!options.yes) {
    tell(say('cli.projects.what', { name, count: trials, size: formatFileSize(bytes) }));
    if (!source.startsWith('sample:')) tell(say('cli.projects.source', { source }));
    if (!process.stdin.isTTY) throw new Refusal('cli.projects.needsYes');
    if (!(await isSure())) {
      tell(say('cli.projects.kept'));
      return 0;
    }
  }
  const freed = await core.ask('projects.delete', { projectId: id });
  if (options.json) console.log(JSON.stringify({ projectId: id, name, trials, ...freed }));
  else {
    const values = { name, size: formatFileSize(freed.bytes), reusable: formatFileSize(freed.reusable) };
    console.log(say(freed.reusable > 0 ? 'cli.projects.deletedReusable' : 'cli.projects.deleted', values));
  }
  return 0;
}

/**
 * A project by its name, its id, or how its id begins or ends.
 * @throws Refusal where none is meant, or several
 */
export function findProject(projects: readonly Project[], named: string): Project {
  const exact = projects.filter(({ id, name }) => id === named || name === named);
  const found = exact.length > 0 ? exact : projects.filter(({ id }) => id.startsWith(named) || id.endsWith(named));
  const [first, ...more] = named === '' ? [] : found;
  if (!first) throw new Refusal('cli.projects.unknown', { name: named });
  if (more.length === 0) return first;
  const candidates = found.map(({ id, name }) => `${name} (${id.slice(-ID_SHOWN)})`).join(say('cli.data.list'));
  throw new Refusal('cli.projects.ambiguous', { name: named, candidates });
}

async function projectsOf(core: Core): Promise<Project[]> {
  return (await core.ask('projects.list', {})).map(({ project }) => project);
}

interface Sized {
  id: string;
  name: string;
  source: string;
  trials: number;
  bytes: number;
  /** Its newest stage of each kind, whether anything of that kind was accepted, and how that stands to the project as it is now. */
  stages: {
    kind: string;
    stageId: string | null;
    status: StageStatus | null;
    accepted: boolean;
    standing: Standing | null;
  }[];
}

async function withSize(options: CommonOptions, store: ReadOnlyStore, project: Project): Promise<Sized> {
  const { id, source } = project;
  const size = await projectSize(options.home ?? defaultHome(), store, project);
  return { id, source, ...size, stages: await stagesOf(store, project) };
}

async function stagesOf(store: ReadOnlyStore, project: Project): Promise<Sized['stages']> {
  const [stages, decisions] = [await store.stages(project.id), await store.decisions(project.id)];
  const order = STAGES.map(({ kind }) => kind);
  const newest = configurationOf(decisions.map(withInputs), order, presentInputs(project)).decisions;
  return STAGES.flatMap(({ kind }) => {
    const stage = stages.findLast(one => questionOf(one) === kind);
    const standing = newest.find(({ decision }) => decision.kind === kind)?.standing ?? null;
    const accepted = standing !== null;
    const { id: stageId, status } = stage ?? { id: null, status: null };
    return stage || accepted ? [{ kind, stageId, status, accepted, standing }] : [];
  });
}

function stagesText(stages: Sized['stages']): string {
  const one = ({ kind, status, accepted, standing }: Sized['stages'][number]) => {
    const name = nameOfStep(kind);
    const isOver = status === null || status === 'finished' || status === 'stopped';
    const mark = standing === 'holds' ? 'decision.mark.accepted' : 'decision.mark.outOfDate';
    const state = say(accepted && isOver ? mark : `status.${status ?? 'finished'}`).toLowerCase();
    return say('cli.projects.stage', { name: name ? say(name) : kind, state });
  };
  return stages.map(one).join(say('cli.data.list'));
}

const listOf = (projects: readonly Sized[]): string =>
  table(
    (['project', 'name', 'source', 'trials', 'size', 'stages'] as const).map(key => say(`cli.column.${key}`)),
    projects.map(({ id, name, source, trials, bytes, stages }) => [
      id.slice(-ID_SHOWN),
      harmless(name),
      harmless(source),
      String(trials),
      formatFileSize(bytes),
      stagesText(stages),
    ]),
    [3, 4],
  );

async function isSure(): Promise<boolean> {
  const asked = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await asked.question(say('cli.projects.sure'))).trim().toLowerCase() === SURE;
  } finally {
    asked.close();
  }
}
