import { useState } from 'react';
import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { Prediction } from '#shared/domain/prediction.ts';
import type { Project } from '#shared/domain/project.ts';
import { useSession, useText } from '../app/context.ts';
import { SourceStatusBar } from '../data/SourceStatusBar.tsx';
import { useDrop } from '../drop/use-drop.ts';
import offer from '../layout/offer.module.css';
import { StageHead } from '../layout/StageHead.tsx';
import { StageLayout } from '../layout/StageLayout.tsx';
import panel from '../ui/panel.module.css';
import hidden from '../ui/visually-hidden.module.css';
import { NetworkPanel } from './NetworkPanel.tsx';
import { PredictDrop } from './PredictDrop.tsx';
import { PredictionPanel } from './PredictionPanel.tsx';
import { useTrained } from './use-trained.ts';

/** Takes new rows, and shows what the project's trained network says of them beside them. */
export function PredictScreen({ project, facts }: { project: Project; facts: DatasetFacts }) {
  const t = useText();
  const { ask } = useSession();
  const trained = useTrained(project.id);
  const [prediction, setPrediction] = useState<Prediction | null>(null);
  const drop = useDrop({
    // What stands there must be of what was dropped last, also where that can’t be predicted.
    onDrop: () => setPrediction(null),
    use: async source => setPrediction(await ask('predictions.predict', { projectId: project.id, source })),
    keeps: false,
  });
  return (
    <StageLayout
      takesDrops
      head={
        <StageHead title={t('predict.page.title')} tag={null} why={t('predict.page.why')} rules={[]} actions={null} />
      }
      main={
        trained.problem !== null ? (
          <section className={`${panel.panel} ${offer.offer}`}>
            <p>{trained.problem}</p>
          </section>
        ) : (
          <>
            <PredictDrop drop={drop} kind={facts.kind} />
            {prediction && <PredictionPanel key={prediction.id} prediction={prediction} facts={facts} />}
            <p role="status" className={hidden.text}>
              {prediction && t('predict.rows', { count: prediction.rows - prediction.bad })}
            </p>
          </>
        )
      }
      asideLabel={t('predict.page.network')}
      aside={trained.network && <NetworkPanel trained={trained.network} project={project} facts={facts} />}
      status={<SourceStatusBar source={project.source} />}
    />
  );
}
