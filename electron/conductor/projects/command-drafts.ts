import { randomUUID } from 'node:crypto';
import { shownCommand } from '#shared/command/shown.ts';
import { splitLine } from '#shared/command/split-line.ts';
import { possiblePlaces } from '#shared/command/template.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { CommandDraft, RoleChoices } from '#shared/domain/command-draft.ts';
import { type FigureChoice, type OwnCommand, type ProofCheck, Role } from '#shared/domain/own-command.ts';
import {
  dryRun,
  knownCommand,
  proofRun,
  type ReadCommand,
  readCommand,
  takesRate,
} from '../../hosts/command/examine.ts';
import type { Looked } from '../../hosts/command/observe.ts';
import type { Child } from '../../hosts/hosts.ts';

/** So many commands may be under way to become a project; one more, and the oldest that isn't running is forgotten. */
const MOST_DRAFTS = 16;

interface Draft {
  id: string;
  line: string;
  folder: string;
  read: ReadCommand;
  roles: RoleChoices;
  looked: Looked | null;
  /** What the figures mean, as they are named or as the person said. */
  figures: FigureChoice | null;
  proof: ProofCheck[] | null;
  /** What runs, until it is aborted. */
  running: {
    kind: 'looking' | 'proving';
    losses: number;
    starts: number;
    stop: AbortController;
    over: Promise<unknown>;
  } | null;
}

/**
 * Commands that a person typed on a page and that are no projects yet. What is typed is read first, and shown back in full; only then, and
 * by the name that it got here alone, can it be run: no request that runs anything carries a command (0039). They are kept in memory, and
 * gone with the core.
 */
export class CommandDrafts {
  private readonly start: (() => Child) | null;
  private readonly drafts = new Map<string, Draft>();
  private closed = false;

  /** @param start starts a runner; null: no commands are run here */
  constructor(start: (() => Child) | null) {
    this.start = start;
  }

  /**
   * Reads a command; nothing is run.
   * @throws Refusal where it can't be cut into arguments without a shell, or its program isn't there
   */
  read(line: string, folder: string, roles: RoleChoices): CommandDraft {
    const split = splitLine(line, process.platform === 'win32');
    if ('problem' in split) throw new Refusal(`error.command.line.${split.problem}`, { sign: split.sign });
    const read = readCommand(split.argv, folder, roles);
    const draft: Draft = {
      id: randomUUID(),
      line,
      folder,
      read,
      roles,
      looked: null,
      figures: null,
      proof: null,
      running: null,
    };
    this.forgetOne();
    this.drafts.set(draft.id, draft);
    return shown(draft);
  }

  /** @throws Refusal where there is none of that id any more */
  get(id: string): CommandDraft {
    return shown(this.draft(id));
  }

  /** Runs a command once, as it is, to see its figures. @throws Refusal where it fails or is stopped, and where no rate is found in it */
  async look(id: string): Promise<CommandDraft> {
    const draft = this.draft(id);
    checkRoles(draft.read);
    await this.run(draft, 'looking', async options => {
      draft.looked = await dryRun(draft.read, {}, options);
      draft.figures = draft.looked.choice;
      draft.proof = null;
    });
    return shown(draft);
  }

  /** The proof run. @param figures what they mean, as the person said; null: as they are named */
  async prove(id: string, figures: FigureChoice | null): Promise<CommandDraft> {
    const draft = this.draft(id);
    const meant = figures ?? draft.figures;
    if (draft.looked && !meant) throw new Refusal('error.command.whichLossHere');
    known({ ...draft, figures: meant });
    await this.run(draft, 'proving', async options => {
      draft.proof = null;
      // By other figures it has other losses, and may be of another length.
      if (JSON.stringify(draft.looked?.choice) !== JSON.stringify(meant))
        draft.looked = await dryRun(draft.read, meant ?? {}, options);
      draft.figures = meant;
      const { looked, command } = known(draft);
      draft.proof = await proofRun(command, looked, options);
    });
    return shown(draft);
  }

  /** Ends what runs of a command. */
  async stop(id: string): Promise<CommandDraft> {
    const draft = this.draft(id);
    draft.running?.stop.abort();
    await draft.running?.over;
    return shown(draft);
  }

  /**
   * The command as a project keeps it. It stays a draft until its project is made (`forget`).
   * @throws Refusal where it runs, where its proof run wasn't made, or one of its checks stops
   */
  command(id: string): OwnCommand {
    const draft = this.draft(id);
    if (draft.running) throw new Refusal('error.command.running');
    const { command } = known(draft);
    if (!draft.proof) throw new Refusal('error.command.notProved');
    if (draft.proof.some(({ verdict }) => verdict === 'stops')) throw new Refusal('error.command.stops');
    return { ...command, proof: draft.proof };
  }

  forget(id: string): void {
    this.drafts.delete(id);
  }

  /** Ends whatever runs; none can be run after. */
  async close(): Promise<void> {
    this.closed = true;
    const running = [...this.drafts.values()].flatMap(draft => draft.running ?? []);
    for (const { stop } of running) stop.abort();
    await Promise.all(running.map(({ over }) => over));
  }

  private draft(id: string): Draft {
    const draft = this.drafts.get(id);
    if (!draft) throw new Refusal('error.command.draftGone');
    return draft;
  }

  private forgetOne(): void {
    if (this.drafts.size < MOST_DRAFTS) return;
    const idle = [...this.drafts.values()].find(({ running }) => running === null);
    if (!idle) throw new Refusal('error.command.manyDrafts', { most: MOST_DRAFTS });
    this.drafts.delete(idle.id);
  }

  private async run(
    draft: Draft,
    kind: NonNullable<Draft['running']>['kind'],
    task: (options: { start: () => Child; signal: AbortSignal; onLosses: (losses: number) => void }) => Promise<void>,
  ): Promise<void> {
    const { start } = this;
    if (!start) throw new Refusal('error.host.none');
    if (this.closed) throw new Refusal('error.core.closing');
    if (draft.running) throw new Refusal('error.command.running');
    const running = { kind, losses: 0, starts: 0, stop: new AbortController(), over: Promise.resolve<unknown>(null) };
    draft.running = running;
    const done = task({
      start: () => {
        running.starts++;
        running.losses = 0;
        return start();
      },
      signal: running.stop.signal,
      onLosses: losses => {
        running.losses = losses;
      },
    }).finally(() => {
      draft.running = null;
    });
    running.over = done.catch(() => {});
    await done;
  }
}

/** @throws Refusal where something about the roles isn't settled */
function checkRoles(read: ReadCommand): void {
  const [asked] = read.asked;
  if (asked) throw new Refusal('error.command.rolesOpen', { reasonKey: `command.role.${asked.role}` });
  if (!takesRate(read)) throw new Refusal('error.command.noRate', { open: '{', close: '}' });
}

/** @throws Refusal where it was not looked at yet, or it isn't said which figure is the loss */
function known(draft: Draft): { looked: Looked; command: OwnCommand } {
  checkRoles(draft.read);
  const { looked, figures } = draft;
  if (!looked) throw new Refusal('error.command.notLooked');
  if (!figures) throw new Refusal('error.command.whichLossHere');
  return { looked, command: knownCommand(draft.read, looked, figures) };
}

/** A draft as a page may show it: nothing that looks like a secret. */
function shown(draft: Draft): CommandDraft {
  const { id, line, folder, read, roles, looked, figures, proof, running } = draft;
  const { argv, template, asked, inFile, unknown } = read;
  return {
    id,
    line,
    folder,
    shown: shownCommand(argv),
    template,
    places: Role.options.flatMap(role => possiblePlaces(argv, role)),
    roles,
    asked: asked.map(({ role }) => role),
    inFile,
    unknown,
    looked: looked && {
      seen: looked.seen,
      reached: looked.reached,
      cut: looked.cut,
      seconds: looked.seconds,
      memoryBytes: looked.memoryBytes,
    },
    figures,
    length: looked && figures ? lengthOf(known(draft)) : null,
    proof,
    running: running && { kind: running.kind, losses: running.losses, starts: running.starts },
  };
}

const lengthOf = ({ command: { steps, stepsPerCount, schedule } }: { command: OwnCommand }) => ({
  steps,
  stepsPerCount,
  schedule: schedule ?? null,
});
