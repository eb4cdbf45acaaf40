import { useEffect, useState } from 'react';
import type { LadderChoice, StageEstimate } from '#shared/contract/requests.ts';
import { useSession, useText } from '../app/context.ts';
import { sentenceOf } from '../app/use-action.ts';

/** Typing pauses this long before the core is asked. */
const PAUSE_MS = 150;

/** What a ladder of that choice would cost, and the way to ask again; the estimate before it stays until the new one is there. */
export function useEstimate(
  projectId: string,
  choice: LadderChoice,
): { estimate: StageEstimate | null; error: string | null; again(): void } {
  const t = useText();
  const { ask } = useSession();
  const [known, setKnown] = useState<{ estimate: StageEstimate | null; failure: unknown }>({
    estimate: null,
    failure: null,
  });
  const [times, setTimes] = useState(0);
  const asked = JSON.stringify(choice);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again where the person has had something measured
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(
      () =>
        ask('stages.estimate', { projectId, kind: 'learningRate', choice: JSON.parse(asked) as LadderChoice }).then(
          estimate => wanted && setKnown({ estimate, failure: null }),
          failure => wanted && setKnown({ estimate: null, failure }),
        ),
      PAUSE_MS,
    );
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [ask, projectId, asked, times]);
  return {
    estimate: known.estimate,
    error: known.failure === null ? null : sentenceOf(known.failure, t),
    again: () => setTimes(count => count + 1),
  };
}
