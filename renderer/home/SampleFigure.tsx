import { useEffect, useState } from 'react';
import { wholeLosses } from '#shared/contract/whole-losses.ts';
import { useAppState, useSession, useText } from '../app/context.ts';
import { formatRate } from '../format.ts';
import { rateColor } from '../ramp.ts';
import { useTheme } from '../theme.ts';
import { GhostAxes } from '../ui/GhostAxes.tsx';
import styles from './SampleFigure.module.css';
import { type Figure, sampleFigure } from './sample-figure.ts';
import { newestSampleLadder } from './sample-ladder.ts';

const WIDTH = 392;
const HEIGHT = 300;
const FRAME = { left: 40, right: 332, top: 16, bottom: 276 };

/** The sample's curves as they were stored here; before its first run, the empty axes they will stand on. */
export function SampleFigure() {
  const t = useText();
  const theme = useTheme();
  const { ask } = useSession();
  const cards = useAppState(state => state.cards);
  const ladder = newestSampleLadder(cards);
  const [{ curves, ticks }, setFigure] = useState<Figure>({ curves: [], ticks: [] });
  // A ladder that runs is looked at where it runs; here it is drawn once it has ended.
  const stageId = ladder && ladder.stage.status !== 'running' ? ladder.stage.id : null;
  const candidates = ladder?.answer.candidates;

  useEffect(() => {
    if (stageId === null || candidates === undefined) return;
    let wanted = true;
    wholeLosses(ask, stageId, true).then(
      read => wanted && setFigure(sampleFigure(read, candidates, FRAME)),
      // The figure is an ornament: without it the page still says everything.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [ask, stageId, candidates]);

  if (stageId === null || curves.length === 0) {
    return (
      <figure className={styles.figure}>
        <div className={styles.plot}>
          <GhostAxes />
        </div>
        <figcaption>{t('page.figure.empty')}</figcaption>
      </figure>
    );
  }
  const best = ladder?.answer.best;
  const caption = best
    ? t('page.figure.caption', { rate: formatRate(best.learningRate) })
    : t('page.figure.captionPlain');
  return (
    <figure className={styles.figure}>
      <svg className={styles.plot} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={caption}>
        {ticks.map(({ loss, y }) => (
          <g key={loss}>
            <line className={styles.grid} x1={FRAME.left} x2={FRAME.right} y1={y} y2={y} />
            <text className={styles.tick} x={FRAME.left - 8} y={y + 4} textAnchor="end">
              {formatRate(loss)}
            </text>
          </g>
        ))}
        {curves.map(curve => (
          <path
            key={curve.trialId}
            className={styles.curve}
            d={curve.path}
            stroke={rateColor(curve.learningRate, theme)}
            strokeWidth={curve.trialId === best?.trialId ? 2.5 : 1.75}
          />
        ))}
        {curves.map(curve => (
          <g key={curve.trialId}>
            {curve.diverged ? (
              <path className={styles.cross} d={`M${curve.x - 4} ${curve.y - 4}l8 8m0-8l-8 8`} />
            ) : (
              <path
                className={styles.leader}
                d={`M${curve.x} ${curve.y}L${FRAME.right + 12} ${curve.labelY}`}
                stroke={rateColor(curve.learningRate, theme)}
              />
            )}
            <text
              className={curve.trialId === best?.trialId ? styles.bestLabel : styles.label}
              x={curve.diverged ? curve.x + 10 : FRAME.right + 16}
              y={curve.labelY + 4}
            >
              {formatRate(curve.learningRate)}
            </text>
          </g>
        ))}
      </svg>
      <figcaption>{caption}</figcaption>
    </figure>
  );
}
