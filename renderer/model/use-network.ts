import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { NetworkChoice } from '#shared/domain/hyperparameters.ts';
import type { Project } from '#shared/domain/project.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { modelsFor } from '#shared/method/networks/network-of.ts';
import { networkIn, sameNetwork } from '#shared/method/networks/same-network.ts';
import { useAppState, useAppStore, useSession } from '../app/context.ts';
import { type Action, useAction } from '../app/use-action.ts';
import { withEntry } from '../client/state.ts';
import { draftOf, isChange, type NetworkDraft, type ReadDraft, readDraft } from './network-draft.ts';

/** The network of a project while it is being chosen. */
export interface ProjectNetwork {
  /** What is trained as long as nothing else is used. */
  present: NetworkChoice;
  /** What the data proposes. */
  proposed: NetworkChoice;
  /** What is on the page: the present network, or another one that is being chosen. */
  draft: NetworkDraft;
  read: ReadDraft;
  /** Whether the page shows another network than the present one. */
  changed: boolean;
  change(draft: NetworkDraft): void;
  /** Back to the present network. */
  discard(): void;
  /** Takes what is on the page for all that is started from now on. */
  use(): Promise<boolean>;
  using: Action;
}

/** The network of a project, and the way to another one. What is being chosen stays while the page is open, whatever else is looked at. */
export function useNetwork(project: Project, facts: DatasetFacts): ProjectNetwork {
  const { ask } = useSession();
  const using = useAction();
  const store = useAppStore();
  const typed = useAppState(state => state.networkDrafts.get(project.id));
  const discard = (): void =>
    store.setState(({ networkDrafts }) => ({
      networkDrafts: new Map([...networkDrafts].filter(([projectId]) => projectId !== project.id)),
    }));
  const proposed = networkIn(planBase({}, facts));
  const present = networkIn(planBase({}, facts, project.network));
  const draft = typed && modelsFor(facts).includes(typed.model) ? typed : draftOf(present);
  const read = readDraft(draft, facts);
  const { network } = read;
  return {
    present,
    proposed,
    draft,
    read,
    changed: isChange(draft, project),
    change: draft =>
      store.setState(({ networkDrafts }) => ({ networkDrafts: withEntry(networkDrafts, project.id, draft) })),
    discard: () => {
      using.clear();
      discard();
    },
    use: () =>
      using.run(async () => {
        if (network === null) return;
        const chosen = sameNetwork(network, proposed) ? null : network;
        await ask('projects.setNetwork', { projectId: project.id, network: chosen });
        discard();
      }),
    using,
  };
}
