import { useEffect, useRef, useState } from 'react';
import type { Output } from '#shared/contract/requests.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import type { Project } from '#shared/domain/project.ts';
import { useAppState, useSession } from '../app/context.ts';
import { type Action, useAction } from '../app/use-action.ts';

/** What Descent understands of a project's source now. */
export type Understood = Output<'data.report'>;

export interface Data {
  /** Null: not read yet. */
  understood: Understood | null;
  /** Why it could not be read; null where it could, or is being read. */
  failure: unknown;
  /** Reads the source once more after a failure. */
  retry(): void;
  /** A change of the choice, or reading anew: what was understood before stays until that has worked. */
  changing: Action;
  change(choice: DataChoice): Promise<boolean>;
}

/** Reads what a project's data is, and changes what it is taken for. */
export function useData(projectId: string): Data {
  const { ask } = useSession();
  const [understood, setUnderstood] = useState<Understood | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const changing = useAction();

  // Another window may have changed what the data is taken for, or had it read anew.
  const taken = useAppState(state => takenFor(state.cards?.get(projectId)?.project));
  const own = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks once more, and so does a change from elsewhere.
  useEffect(() => {
    if (own.current) return;
    let wanted = true;
    ask('data.report', { projectId }).then(
      report => wanted && setUnderstood(report),
      error => wanted && setFailure(error),
    );
    return () => {
      wanted = false;
    };
  }, [ask, projectId, attempt, taken]);

  return {
    understood,
    failure,
    retry: () => {
      setFailure(null);
      setAttempt(attempt + 1);
    },
    changing,
    change: choice =>
      changing.run(async () => {
        own.current = true;
        try {
          await ask('data.change', { projectId, choice });
          setUnderstood(await ask('data.report', { projectId }));
        } finally {
          own.current = false;
        }
      }),
  };
}

/** What tells one reading of a project's data from another. */
const takenFor = (project: Project | undefined): string =>
  project ? `${project.dataDigest} ${JSON.stringify(project.choice)}` : '';
