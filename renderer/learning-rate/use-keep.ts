import { useSession } from '../app/context.ts';
import { useAction } from '../app/use-action.ts';

/** Keeps a project's decision for its data and its network as they are now. */
export function useKeep(projectId: string): { keep(): void; busy: boolean; error: string | null } {
  const { ask } = useSession();
  const { run, busy, error } = useAction();
  return { keep: () => void run(() => ask('decisions.keep', { projectId })), busy, error };
}
