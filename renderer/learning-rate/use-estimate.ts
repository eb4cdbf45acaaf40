import { useEffect, useState } from 'react';
import type { LadderChoice, LadderEstimate } from '#shared/contract/requests.ts';
import { useSession, useText } from '../app/context.ts';
import { sentenceOf } from '../app/use-action.ts';

/** Typing pauses this long before the core is asked. */
const PAUSE_MS = 150;

/** What a ladder of that choice would cost; the estimate before it stays until the new one is there. */
export function useEstimate(
  projectId: string,
  choice: LadderChoice,
): { estimate: LadderEstimate | null; error: string | null } {
  const t = useText();
  const { ask } = useSession();
  const [known, setKnown] = useState<{ estimate: LadderEstimate | null; failure: unknown }>({
    estimate: null,
    failure: null,
  });
  const asked = JSON.stringify(choice);
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(
      () =>
        ask('ladder.estimate', { projectId, choice: JSON.parse(asked) as LadderChoice }).then(
          estimate => wanted && setKnown({ estimate, failure: null }),
          failure => wanted && setKnown({ estimate: null, failure }),
        ),
      PAUSE_MS,
    );
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [ask, projectId, asked]);
  return { estimate: known.estimate, error: known.failure === null ? null : sentenceOf(known.failure, t) };
}
