import type { ReactNode } from 'react';
import type { Rule } from '#shared/domain/evidence.ts';
import type { ModelKind } from '#shared/domain/hyperparameters.ts';
import type { PreparationCheck } from '#shared/domain/preparation.ts';
import type { Project } from '#shared/domain/project.ts';
import { firstBatchSize } from '#shared/method/preparation/batch-size.ts';
import { useLanguage, useText } from '../app/context.ts';
import { goTo } from '../app/route.ts';
import { formatCount } from '../format.ts';
import { modelName } from '../names.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import facts from '../ui/facts.module.css';
import { Icon } from '../ui/Icon.tsx';
import panel from '../ui/panel.module.css';
import { RuleChip } from '../why/RuleChip.tsx';
import styles from './SetUpPanel.module.css';
import type { ProjectPreparation } from './use-preparation.ts';

interface SetUpPanelProps {
  project: Project;
  preparation: ProjectPreparation;
}

/** How training begins and why: network, first batch size, initial weights, no regularisation. Then the way on. */
export function SetUpPanel({ project, preparation: { shown, target, busy, error, run } }: SetUpPanelProps) {
  const t = useText();
  const language = useLanguage();
  const { base } = target;
  const { facts } = project;
  const proposed = facts && firstBatchSize(facts.rows.train, facts.classCounts);
  const initialisation = INITIALISATIONS[base.model];
  const regularised = base.weightDecay > 0 || base.dropout > 0;
  const current = shown?.madeFor === 'this' ? shown.preparation.checks : null;
  const stop = current?.find(({ verdict }) => verdict === 'stops') ?? null;
  const goOn = () => goTo({ page: 'stage', projectId: project.id, kind: 'learningRate', stageId: null });
  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="set-up-heading">
      <h2 id="set-up-heading">{t('preparationStep.setUp.title')}</h2>
      <Item name={t('preparationStep.setUp.network')} value={modelName(base, t)}>
        {t('preparationStep.setUp.networkWhy', { optimizer: t(`newLadder.optimizer.${base.optimizer}`) })}
      </Item>
      <Item name={t('prepare.check.batchSize')} value={formatCount(base.batchSize, language)} rule="M7">
        {proposed &&
          (proposed.batchSize === base.batchSize
            ? t(proposed.reason.key, proposed.reason.values)
            : t('preparationStep.setUp.proposed', { size: proposed.batchSize }))}
      </Item>
      <Item
        name={t('prepare.check.initialisation')}
        value={initialisation === 'heGlorot' ? t('preparationStep.setUp.heGlorot') : 'Glorot'}
        rule="M8"
      >
        {t(`preparationStep.setUp.why.${initialisation}`, { seed: base.seed })}
      </Item>
      <Item
        name={t('prepare.check.regularisation')}
        value={t(regularised ? 'preparationStep.setUp.on' : 'preparationStep.setUp.off')}
        rule="M6"
      >
        {t(regularised ? 'preparationStep.setUp.onWhy' : 'preparationStep.setUp.offWhy')}
      </Item>
      {stop && <Stopped check={stop} />}
      <div className={styles.buttons}>
        {current && !stop && (
          <Button look="primary" className={styles.go ?? ''} onClick={goOn}>
            {t('preparationStep.goOn')}
          </Button>
        )}
        {current && (
          <Button look={stop ? 'primary' : 'plain'} disabled={busy} onClick={() => void run()}>
            {busy ? t('preparationStep.checking') : t('preparationStep.again')}
          </Button>
        )}
        {!(current && !stop) && (
          <Button onClick={goOn}>
            {t(shown ? 'preparationStep.goOnAllTheSame' : 'preparationStep.goOnUnchecked')}
          </Button>
        )}
      </div>
      {shown && <ErrorLine>{error}</ErrorLine>}
    </section>
  );
}

/** By which rules a network's layers start. */
const INITIALISATIONS: Record<ModelKind, 'heGlorot' | 'glorot' | 'words'> = {
  linear: 'glorot',
  mlp: 'heGlorot',
  cnn: 'heGlorot',
  fasttext: 'words',
  textcnn: 'heGlorot',
};

const Stopped = ({ check: { id } }: { check: PreparationCheck }) => {
  const t = useText();
  return (
    <p className={styles.stopped}>
      <Icon name="cross" label={t('prepare.verdict.stops')} />
      <span>{t('preparationStep.stopped', { check: t(`prepare.check.${id}`) })}</span>
    </p>
  );
};

interface ItemProps {
  name: string;
  value: string;
  rule?: Rule;
  children: ReactNode;
}

const Item = ({ name, value, rule, children }: ItemProps) => (
  <div className={facts.fact}>
    <h3>
      {name} <b>{value}</b>
    </h3>
    {rule && <RuleChip rule={rule} />}
    <p>{children}</p>
  </div>
);
