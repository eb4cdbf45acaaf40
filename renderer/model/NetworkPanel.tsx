import { useState } from 'react';
import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { ModelKind, NetworkChoice } from '#shared/domain/hyperparameters.ts';
import type { Project } from '#shared/domain/project.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { firstOptimizer } from '#shared/method/networks/first-optimizer.ts';
import { parameterCountFor } from '#shared/method/networks/parameter-count.ts';
import { sameNetwork } from '#shared/method/networks/same-network.ts';
import { useAppState, useLanguage, useText } from '../app/context.ts';
import { goTo } from '../app/route.ts';
import { formatCount, formatNumber, NONE } from '../format.ts';
import { modelKindName, networkName } from '../names.ts';
import { useShownPreparation } from '../preparation/use-preparation.ts';
import { useProbe } from '../probe/use-probe.ts';
import { Button, QuietButton } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import figures from '../ui/figures.module.css';
import panel from '../ui/panel.module.css';
import hidden from '../ui/visually-hidden.module.css';
import styles from './NetworkPanel.module.css';
import { draftOf } from './network-draft.ts';
import { perRow } from './per-row.ts';
import type { ProjectNetwork } from './use-network.ts';

const NAMES = ['sgd', 'momentum', 'adam'] as const;

/** Which optimizer the first ladder takes for that kind of network, and what was measured that says so. */
function WhichOptimizer({ model }: { model: ModelKind }) {
  const t = useText();
  const language = useLanguage();
  const { optimizer, measured } = firstOptimizer(model);
  const name = (kind: (typeof NAMES)[number]) => t(`newLadder.optimizer.${kind}`);
  const first = t('modelStep.optimizer', { optimizer: name(optimizer) });
  if (!measured) return <p>{[first, t('modelStep.optimizer.unmeasured')].join(t('page.words.separator'))}</p>;
  const { cases, figures } = measured;
  const factor = (value: number) => formatNumber(value, language);
  const others = NAMES.filter(kind => kind !== optimizer).map(kind =>
    t('modelStep.optimizer.other', {
      optimizer: name(kind),
      median: factor(figures[kind].median),
      worst: factor(figures[kind].worst),
    }),
  );
  const { median, worst } = figures[optimizer];
  const why = t('modelStep.optimizer.measured', { count: cases, median: factor(median), worst: factor(worst) });
  return <p>{[first, why, others.join(t('modelStep.optimizer.separator'))].join(t('page.words.separator'))}</p>;
}

interface NetworkPanelProps {
  project: Project;
  facts: DatasetFacts;
  network: ProjectNetwork;
}

/** What the network on the page costs against the rows that there are, what using it means, and the way on. */
export function NetworkPanel({ project, facts, network }: NetworkPanelProps) {
  const t = useText();
  const language = useLanguage();
  const [used, setUsed] = useState(false);
  const { present, proposed, draft, read, changed, using, change, discard } = network;
  const shown = read.network;
  const parameters = shown && parameterCountFor({ ...shown, dropout: 0 }, facts);
  const use = async (): Promise<void> => setUsed(await network.use());
  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="network-heading" aria-busy={using.busy}>
      <h2 id="network-heading">{shown ? networkName(shown, t) : modelKindName(draft.model, t)}</h2>
      <dl className={figures.figures}>
        <div>
          <dt>{t('modelStep.figures.parameters')}</dt>
          <dd>{parameters === null ? NONE : formatCount(parameters, language)}</dd>
        </div>
        <div>
          <dt>{t('modelStep.figures.rows')}</dt>
          <dd>{formatCount(facts.rows.train, language)}</dd>
        </div>
      </dl>
      <p>
        {parameters === null
          ? t('modelStep.unusable', { model: networkName(present, t) })
          : perRow(parameters, facts.rows.train, t, language)}
      </p>
      {shown && <WhichOptimizer model={shown.model} />}
      {changed && shown && <WhatChanges project={project} present={present} />}
      {!changed && !sameNetwork(present, proposed) && (
        <p>{t('modelStep.proposedInstead', { model: networkName(proposed, t) })}</p>
      )}
      <div className={styles.buttons}>
        {changed ? (
          <>
            <Button
              look="primary"
              className={styles.go ?? ''}
              disabled={using.busy || shown === null}
              onClick={() => void use()}
            >
              {t('modelStep.use')}
            </Button>
            <Button disabled={using.busy} onClick={discard}>
              {t('modelStep.discard')}
            </Button>
          </>
        ) : (
          <Button
            look="primary"
            className={styles.go ?? ''}
            onClick={() => goTo({ page: 'preparation', projectId: project.id })}
          >
            {t('modelStep.continue')}
          </Button>
        )}
        {!(shown && sameNetwork(shown, proposed)) && (
          <QuietButton className={styles.back ?? ''} disabled={using.busy} onClick={() => change(draftOf(proposed))}>
            {t('modelStep.backToProposed')}
          </QuietButton>
        )}
      </div>
      <ErrorLine>{using.error}</ErrorLine>
      <p role="status" className={hidden.text}>
        {used && !changed && t('modelStep.used', { model: networkName(present, t) })}
      </p>
    </section>
  );
}

/** What becomes of what there is, before the network is changed. */
function WhatChanges({ project, present }: { project: Project; present: NetworkChoice }) {
  const t = useText();
  const card = useAppState(state => state.cards?.get(project.id));
  const checked = useShownPreparation(project) !== null;
  const { probes } = useProbe(project, planBase({}, project.facts, present), null);
  const kept = checked || probes.length > 0 || card?.steps.some(({ decision, stage }) => decision ?? stage);
  const running = card?.steps.find(({ stage }) => stage?.status === 'running')?.stage;
  const model = networkName(present, t);
  return (
    <div className={styles.change}>
      <p>{t('modelStep.instead', { model })}</p>
      <p>{t(kept ? 'modelStep.change.kept' : 'modelStep.change.fresh', { model })}</p>
      {running && (
        <p>
          {t('modelStep.change.running', {
            model: networkName(planBase(running.plan.base, project.facts, present), t),
          })}
        </p>
      )}
    </div>
  );
}
