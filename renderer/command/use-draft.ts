import { useEffect, useState } from 'react';
import type { CommandDraft } from '#shared/domain/command-draft.ts';
import type { FigureChoice } from '#shared/domain/own-command.ts';
import { useSession } from '../app/context.ts';
import { goTo } from '../app/route.ts';
import { type Action, useAction } from '../app/use-action.ts';
import { useStillHere } from '../app/use-still-here.ts';

/** While something of it runs, it is asked so often how far that is, in ms. */
const ASK_EVERY_MS = 700;

/** A typed command, and what may be done with it. */
export interface Draft {
  /** Null: not known yet. */
  draft: CommandDraft | null;
  /** Why it can't be shown. */
  failure: unknown;
  /** What the person asked for last. */
  action: Action;
  /** What its figures mean: as they are named, or as the person said; null: it isn't clear which is the loss. */
  figures: FigureChoice | null;
  setFigures(figures: FigureChoice): void;
  /** Reads it with another choice of roles, as a further draft. */
  setRole(role: CommandDraft['places'][number]['role'], place: { argument: number; from: number } | null): void;
  look(): void;
  prove(): void;
  stop(): void;
  create(): void;
}

/** Follows a typed command. */
export function useDraft(draftId: string): Draft {
  const { ask } = useSession();
  const action = useAction();
  const stillHere = useStillHere();
  const [draft, setDraft] = useState<CommandDraft | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  /** What the person said of the figures, and nothing was proved with yet. */
  const [said, setSaid] = useState<FigureChoice | null>(null);
  const isRunning = draft?.running != null || action.busy;

  useEffect(() => {
    let wanted = true;
    const read = (): void =>
      void ask('command.get', { id: draftId }).then(
        found => wanted && setDraft(found),
        error => wanted && setFailure(error),
      );
    read();
    const timer = isRunning ? setInterval(read, ASK_EVERY_MS) : undefined;
    return () => {
      wanted = false;
      clearInterval(timer);
    };
  }, [ask, draftId, isRunning]);

  const run = (task: () => Promise<CommandDraft>): void =>
    void action.run(async () => {
      setDraft(await task());
    });
  return {
    draft,
    failure,
    action,
    figures: said ?? draft?.figures ?? null,
    setFigures: setSaid,
    setRole: (role, place) => {
      if (!draft) return;
      const { line, folder, roles } = draft;
      void action.run(async () => {
        const { id } = await ask('command.read', { line, folder, roles: { ...roles, [role]: place } });
        if (stillHere()) goTo({ page: 'newCommand', draftId: id });
      });
    },
    look: () => {
      setSaid(null);
      run(() => ask('command.look', { id: draftId }));
    },
    prove: () =>
      run(async () => {
        const proved = await ask('command.prove', { id: draftId, figures: said });
        setSaid(null);
        return proved;
      }),
    // Whoever asked for what runs hears that it was stopped.
    stop: () => void ask('command.stop', { id: draftId }).then(setDraft, () => {}),
    create: () =>
      void action.run(async () => {
        const project = await ask('command.create', { id: draftId });
        if (stillHere()) goTo({ page: 'stage', projectId: project.id, kind: 'learningRate', stageId: null });
      }),
  };
}
