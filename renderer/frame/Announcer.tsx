import { useEffect, useState } from 'react';
import { questionOf } from '#shared/method/stages/definitions.ts';
import { languageOfState, useAppStore } from '../app/context.ts';
import { stageNews } from '../stage/stage-news.ts';
import { partsOf } from '../stages/registry.ts';
import hidden from '../ui/visually-hidden.module.css';

/** The page's one polite live region: a sentence for each event of a stage, never for a step. */
export function Announcer() {
  const store = useAppStore();
  const [sentence, setSentence] = useState('');
  useEffect(
    () =>
      store.subscribe((state, before) => {
        if (state.views === before.views) return;
        for (const [stageId, view] of state.views) {
          const old = before.views.get(stageId);
          if (old === undefined || old === view) continue;
          const news = stageNews(partsOf(questionOf(view.stage)), old, view, languageOfState(state));
          if (news !== null) setSentence(news);
        }
      }),
    [store],
  );
  return (
    <p aria-live="polite" className={hidden.text}>
      {sentence}
    </p>
  );
}
