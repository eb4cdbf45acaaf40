import { useText } from '../app/context.ts';
import { formatRate } from '../format.ts';
import { Button } from '../ui/Button.tsx';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { RuleChip } from '../ui/RuleChip.tsx';
import styles from './EvidenceList.module.css';
import type { Evidence } from './evidence.ts';

const GLYPHS: Record<Evidence['verdict'], IconName> = { good: 'check', warn: 'warn', bad: 'cross', wait: 'wait' };

interface EvidenceListProps {
  evidence: readonly Evidence[];
  busy: boolean;
  onRemedy(remedy: NonNullable<Evidence['remedy']>): void;
}

/** The reasons for and against, each with a glyph, its rule, and what can be done. */
export function EvidenceList({ evidence, busy, onRemedy }: EvidenceListProps) {
  const t = useText();
  const words = {
    good: t('page.verdict.good'),
    warn: t('page.verdict.warn'),
    bad: t('page.verdict.bad'),
    wait: t('page.verdict.wait'),
  };
  return (
    <ul className={styles.list}>
      {evidence.map(({ verdict, title, body, rule, remedy }) => (
        <li key={title}>
          <span className={styles[verdict]}>
            <Icon name={GLYPHS[verdict]} label={words[verdict]} />
          </span>
          <div>
            <p>
              <b>{title}</b>
              {t('page.words.separator')}
              {body}
            </p>
            {remedy && (
              <Button size="small" className={styles.remedy ?? ''} disabled={busy} onClick={() => onRemedy(remedy)}>
                {remedy.kind === 'runLonger'
                  ? t('page.remedy.runLonger')
                  : t('page.remedy.addRate', { rate: formatRate(remedy.rate) })}
              </Button>
            )}
          </div>
          <RuleChip rule={rule} />
        </li>
      ))}
    </ul>
  );
}
