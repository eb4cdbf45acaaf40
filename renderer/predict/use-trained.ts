import { useEffect, useState } from 'react';
import type { Output } from '#shared/contract/requests.ts';
import { useAppState, useSession, useText } from '../app/context.ts';
import { sentenceOf } from '../app/use-action.ts';

/** Which network of a project predicts, or why there is none; both null: it isn't known yet. */
export interface Trained {
  network: Output<'predictions.trained'> | null;
  problem: string | null;
}

/** Asked anew with everything that is accepted or ends in the project. */
export function useTrained(projectId: string): Trained {
  const t = useText();
  const { ask } = useSession();
  const card = useAppState(state => state.cards?.get(projectId));
  const connected = useAppState(state => state.connection === 'open');
  const [trained, setTrained] = useState<Trained>({ network: null, problem: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a card is another one whenever something of its project changed.
  useEffect(() => {
    let wanted = true;
    if (!connected) return;
    ask('predictions.trained', { projectId }).then(
      network => wanted && setTrained({ network, problem: null }),
      error => wanted && setTrained({ network: null, problem: sentenceOf(error, t) }),
    );
    return () => {
      wanted = false;
    };
  }, [ask, projectId, card, connected, t]);
  return trained;
}
