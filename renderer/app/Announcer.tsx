import { useEffect, useState } from 'react';
import { stageNews } from '../learning-rate/stage-news.ts';
import hidden from '../ui/visually-hidden.module.css';
import { languageOfState, useAppStore } from './context.ts';

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
          const news = stageNews(old, view, languageOfState(state));
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
