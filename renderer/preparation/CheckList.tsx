import type { PreparationCheck } from '#shared/domain/preparation.ts';
import { useText } from '../app/context.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Icon } from '../ui/Icon.tsx';
import panel from '../ui/panel.module.css';
import { GLYPHS, TONES, toneClass, VerdictMark, verdictList } from '../ui/VerdictMark.tsx';
import { RuleChip } from '../why/RuleChip.tsx';
import styles from './CheckList.module.css';
import { VERDICTS } from './verdicts.ts';

/** The checks by verdict, what hinders first; each with its sentence and its rule. */
export function CheckList({ checks, stale }: { checks: readonly PreparationCheck[]; stale: boolean }) {
  const t = useText();
  return VERDICTS.map(verdict => {
    const those = checks.filter(check => check.verdict === verdict);
    if (those.length === 0) return null;
    const heading = `checks-${verdict}`;
    return (
      <section
        key={verdict}
        className={`${panel.panel} ${styles.panel} ${stale ? styles.stale : ''}`}
        aria-labelledby={heading}
      >
        <h2 id={heading} className={toneClass(TONES[verdict])}>
          <Icon name={GLYPHS[TONES[verdict]]} />
          {t(`preparationStep.group.${verdict}`, { count: those.length })}
        </h2>
        <ul className={verdictList}>
          {those.map(check => (
            <CheckRow key={check.id} check={check} />
          ))}
        </ul>
      </section>
    );
  });
}

function CheckRow({ check: { id, rule, verdict, key, values } }: { check: PreparationCheck }) {
  const t = useText();
  const { command } = values;
  return (
    <li>
      <VerdictMark tone={TONES[verdict]} label={t(`prepare.verdict.${verdict}`)} />
      <h3>{t(`prepare.check.${id}`)}</h3>
      <div>
        <p>{t(key, listed(values, t('page.list.separator')))}</p>
        {command !== undefined && (
          <div className={styles.command}>
            <code>
              {String(command)
                .split(/(?= --)/)
                .map(part => (
                  <span key={part}>{part}</span>
                ))}
            </code>
            <CopyButton label={t('preparationStep.copyCommand')} content={() => String(command)} />
          </div>
        )}
      </div>
      {rule && <RuleChip rule={rule} />}
    </li>
  );
}

/** The values of a check as a language sets its lists: they are kept with a comma between. */
const listed = (
  { list, names, ...rest }: PreparationCheck['values'],
  separator: string,
): PreparationCheck['values'] => ({
  ...rest,
  ...(list !== undefined && { list: String(list).replaceAll(', ', separator) }),
  ...(names !== undefined && { names: String(names).replaceAll(', ', separator) }),
});
