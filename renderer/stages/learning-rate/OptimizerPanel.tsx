import { useEffect, useState } from 'react';
import type { Output } from '#shared/contract/requests.ts';
import type { StagePlan } from '#shared/domain/project.ts';
import { ENDED } from '#shared/domain/trial.ts';
import { otherOptimizer } from '#shared/method/networks/first-optimizer.ts';
import { LADDER } from '#shared/method/stages/learning-rate/candidates.ts';
import { useLanguage, useSession, useText } from '../../app/context.ts';
import { goTo } from '../../app/route.ts';
import { useAction } from '../../app/use-action.ts';
import { formatNumber, formatRate } from '../../format.ts';
import { StageCost } from '../../stage/StageCost.tsx';
import type { ShownStage } from '../../stage/stage-parts.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorLine } from '../../ui/Field.tsx';
import panel from '../../ui/panel.module.css';
import styles from './OptimizerPanel.module.css';

type Compared = Output<'ladder.optimizers'>[number];

/** Beside a ladder that has ended: how another optimizer's compares, or the button that starts one. */
export function OptimizerPanel({ stage: { view, plan } }: { stage: ShownStage<StagePlan> }) {
  const t = useText();
  const language = useLanguage();
  const { ask } = useSession();
  const action = useAction();
  const { stage, project, trials } = view;
  const [others, setOthers] = useState<readonly Compared[] | null>(null);
  const ended = trials.every(({ status }) => ENDED.has(status));
  useEffect(() => {
    if (!ended) return;
    let wanted = true;
    ask('ladder.optimizers', { stageId: stage.id }).then(
      found => wanted && setOthers(found),
      () => wanted && setOthers(null),
    );
    return () => {
      wanted = false;
    };
  }, [ask, stage.id, ended]);
  if (project.command || plan.confirms || !ended || others === null) return null;
  const { optimizer: own } = plan.base;
  const other = otherOptimizer(plan.base.model, own);
  const name = (kind: Compared['optimizer']) => t(`newLadder.optimizer.${kind}`);
  const { prune, extend, refine, secondSeed, backend, parallel } = plan;
  const choice = {
    ...{ ...plan.base, optimizer: other, rates: LADDER, backend, parallel },
    ...{ prune, extend, refine, secondSeed },
  };
  const start = () =>
    action.run(async () => {
      const started = await ask('stages.start', { projectId: project.id, kind: 'learningRate', choice });
      goTo({ page: 'stage', projectId: project.id, kind: 'learningRate', stageId: started.id });
    });
  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="optimizer-heading">
      <h2 id="optimizer-heading">{t('optimizers.title')}</h2>
      {others.map(one => (
        <p key={one.stageId}>
          {t(`optimizers.${one.verdict}`, {
            own: name(own),
            other: name(one.optimizer),
            rate: formatRate(one.learningRate),
            loss: formatNumber(one.devLoss, language),
            otherLoss: formatNumber(one.otherDevLoss, language),
            noise: formatNumber(one.noise, language),
          })}
        </p>
      ))}
      {!others.some(one => one.optimizer === other) && (
        <>
          <p>{t('optimizers.what', { optimizer: name(other) })}</p>
          <StageCost projectId={project.id} kind="learningRate" choice={choice} />
          <Button size="small" disabled={action.busy} onClick={() => void start()}>
            {t('optimizers.try', { optimizer: name(other) })}
          </Button>
        </>
      )}
      <ErrorLine>{action.error}</ErrorLine>
    </section>
  );
}
