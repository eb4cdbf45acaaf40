import { useState } from 'react';
import type { BatchMomentumAnswer, BatchMomentumPlan } from '#shared/domain/batch-momentum.ts';
import type { HeatMeasure } from '#shared/method/stages/batch-momentum/heat.ts';
import { useText } from '../../app/context.ts';
import { metricHeading } from '../../names.ts';
import type { Selection, ShownStage } from '../../stage/stage-parts.ts';
import panel from '../../ui/panel.module.css';
import { Segments } from '../../ui/Segments.tsx';
import { HeatGrid } from './HeatGrid.tsx';
import styles from './HeatMap.module.css';
import { hasMomentum } from './words.ts';

interface HeatMapProps {
  stage: ShownStage<BatchMomentumPlan, BatchMomentumAnswer>;
  selection: Selection;
}

/** Momentum by batch size: how good each point is, and how it stands. The arrow keys move, Enter picks a point. */
export function HeatMap({ stage: { plan, detail }, selection }: HeatMapProps) {
  const t = useText();
  const [measure, setMeasure] = useState<HeatMeasure>('loss');
  const withMomentum = hasMomentum(plan.base.optimizer);
  return (
    <section className={`${panel.panel} ${styles.map}`} aria-labelledby="heat-heading">
      <div className={styles.head}>
        <h2 id="heat-heading">{t(withMomentum ? 'batchMomentum.heat.title' : 'batchMomentum.heat.titleAdam')}</h2>
        {detail && detail.metric !== 'none' && (
          <Segments<HeatMeasure>
            label={t('batchMomentum.heat.measure')}
            value={measure}
            choices={[
              { value: 'loss', label: t('batchMomentum.heat.loss') },
              { value: 'metric', label: metricHeading(detail.metric, t) },
            ]}
            onChoose={setMeasure}
          />
        )}
      </div>
      {detail && <HeatGrid plan={plan} answer={detail} measure={measure} selection={selection} />}
      <p className={styles.key}>
        <span>
          <i className={styles.ramp} />
          {t('batchMomentum.heat.better')}
        </span>
        <span>
          <i className={`${styles.box} ${styles.lowestBox}`} />
          {t('batchMomentum.heat.lowest')}
        </span>
        <span>
          <i className={`${styles.box} ${styles.equalBox}`} />
          {t('batchMomentum.heat.equal')}
        </span>
        <span>
          <i className={`${styles.box} ${styles.pruned}`} />
          {t('batchMomentum.heat.pruned')}
        </span>
      </p>
    </section>
  );
}
