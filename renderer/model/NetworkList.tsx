import { useId } from 'react';
import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { ModelKind } from '#shared/domain/hyperparameters.ts';
import { modelsFor, proposalReason } from '#shared/method/networks/network-of.ts';
import { type Translate, useLanguage, useText } from '../app/context.ts';
import { formatCount, NONE } from '../format.ts';
import { modelKindName } from '../names.ts';
import panel from '../ui/panel.module.css';
import { Tag } from '../ui/Tag.tsx';
import styles from './NetworkList.module.css';
import { type NetworkDraft, readDraft } from './network-draft.ts';
import { SizeFields } from './SizeFields.tsx';
import type { ProjectNetwork } from './use-network.ts';

interface NetworkListProps {
  network: ProjectNetwork;
  facts: DatasetFacts;
}

/** The networks that can be trained on the data, one of which is chosen; its sizes stand open below it. */
export function NetworkList({ network, facts }: NetworkListProps) {
  const t = useText();
  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="networks-heading">
      <h2 id="networks-heading">{t('modelStep.networks.title')}</h2>
      <fieldset aria-labelledby="networks-heading">
        {modelsFor(facts).map((model, i) => (
          <NetworkOption key={model} model={model} proposed={i === 0} network={network} facts={facts} />
        ))}
      </fieldset>
    </section>
  );
}

interface NetworkOptionProps extends NetworkListProps {
  model: ModelKind;
  proposed: boolean;
}

function NetworkOption({ model, proposed, network, facts }: NetworkOptionProps) {
  const t = useText();
  const language = useLanguage();
  const id = useId();
  const checked = network.draft.model === model;
  const draft: NetworkDraft = { ...network.draft, model };
  const read = readDraft(draft, facts);
  const why = proposalReason(facts);
  return (
    <div className={`${styles.option} ${checked ? styles.checked : ''}`}>
      <input
        type="radio"
        id={id}
        name="network"
        aria-describedby={`${id}-what`}
        checked={checked}
        onChange={() => network.change(draft)}
      />
      <div className={styles.head}>
        <label htmlFor={id}>{modelKindName(model, t)}</label>
        {proposed && <Tag>{t('modelStep.networks.proposed')}</Tag>}
        {!checked && <span className={styles.sizes}>{sizesInShort(draft, t)}</span>}
        <output htmlFor={id} className={styles.count}>
          {t('modelStep.networks.parameters', {
            parameters: read.parameters === null ? NONE : formatCount(read.parameters, language),
          })}
        </output>
      </div>
      <p id={`${id}-what`}>
        {t(`modelStep.what.${model}`)}
        {proposed && t('page.words.separator') + t(why.key, why.values)}
      </p>
      {checked && <SizeFields draft={draft} wrong={read.wrong} facts={facts} onChange={network.change} />}
    </div>
  );
}

/** What the network's own fields would hold. */
const sizesInShort = ({ model, ...sizes }: NetworkDraft, t: Translate): string =>
  model === 'linear' ? '' : t(`modelStep.short.${model}`, sizes);
