import type { Evidence, Remedy } from '#shared/domain/evidence.ts';
import type { Language } from '#shared/messages/text.ts';
import { type Translate, useLanguage, useText } from '../app/context.ts';
import { formatRate } from '../format.ts';
import { statementText } from '../quantity.ts';
import { Button } from '../ui/Button.tsx';
import { VerdictMark, verdictList } from '../ui/VerdictMark.tsx';
import { RuleChip } from '../why/RuleChip.tsx';
import styles from './EvidenceList.module.css';
import { setText } from './plain-parts.tsx';

interface EvidenceListProps {
  evidence: readonly Evidence[];
  busy: boolean;
  onRemedy(remedy: Remedy): void;
}

/** The reasons for and against, each with a glyph, its rule, and what can be done. */
export function EvidenceList({ evidence, busy, onRemedy }: EvidenceListProps) {
  const t = useText();
  const language = useLanguage();
  const words = {
    good: t('page.verdict.good'),
    warn: t('page.verdict.warn'),
    bad: t('page.verdict.bad'),
    wait: t('page.verdict.wait'),
  };
  return (
    <ul className={`${verdictList} ${styles.list}`}>
      {evidence.map(({ verdict, title, body, rule, remedy }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: several may have one title; what is said of the same comes at the same place
        <li key={`${title.key} ${i}`}>
          <VerdictMark tone={verdict} label={words[verdict]} />
          <div>
            <p>
              <b>{statementText(title, t, language)}</b>
              {t('page.words.separator')}
              {statementText(body, t, language)}
            </p>
            {remedy && (
              <Button size="small" className={styles.remedy ?? ''} disabled={busy} onClick={() => onRemedy(remedy)}>
                {remedyText(remedy, t, language)}
              </Button>
            )}
          </div>
          <RuleChip rule={rule} />
        </li>
      ))}
    </ul>
  );
}

/** What its button says. One that sets a schedule begins a group of runs, and is named by what it is for. */
function remedyText(remedy: Remedy, t: Translate, language: Language): string {
  if (remedy.kind === 'runLonger') return t('page.remedy.runLonger');
  if (remedy.kind === 'addRate') return t('page.remedy.addRate', { rate: formatRate(remedy.rate) });
  if (remedy.set.schedule) return t('page.remedy.decay');
  return t('page.remedy.addPoint', { point: setText(remedy.set, t, language) });
}
