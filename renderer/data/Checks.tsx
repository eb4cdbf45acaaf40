import { saidApart, withChange } from '#shared/domain/data-choice.ts';
import type { DataCheck } from '#shared/domain/data-report.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import type { Project } from '#shared/domain/project.ts';
import { type Translate, useText } from '../app/context.ts';
import { VERDICTS, verdictCounts } from '../preparation/verdicts.ts';
import { Button, QuietButton } from '../ui/Button.tsx';
import { Folded } from '../ui/Folded.tsx';
import panel from '../ui/panel.module.css';
import { TONES, VerdictMark, verdictList } from '../ui/VerdictMark.tsx';
import styles from './Checks.module.css';
import { Examples } from './Examples.tsx';
import { wayWords } from './split-words.ts';
import type { Data } from './use-data.ts';

interface ChecksProps {
  project: Project;
  data: Data;
  checks: readonly DataCheck[];
}

/** What could make every later figure wrong: what was found with the button that mends it, then what passes, folded; and what the person changed. */
export function Checks({ project, data, checks }: ChecksProps) {
  const t = useText();
  const { busy } = data.changing;
  const found = VERDICTS.flatMap(verdict => checks.filter(check => check.verdict === verdict && verdict !== 'passes'));
  const passing = checks.filter(({ verdict }) => verdict === 'passes');
  const take = (change: DataChoice) => void data.change(withChange(project.choice, change));
  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="checks-heading" aria-busy={busy}>
      <div className={styles.head}>
        <h2 id="checks-heading">{t('dataStep.checks.title')}</h2>
        <p>{t('dataStep.checks.counts', verdictCounts(checks))}</p>
      </div>
      <ul className={`${verdictList} ${styles.items}`}>
        {found.map(check => (
          <CheckItem key={keyOf(check)} check={check} busy={busy} onTake={take} />
        ))}
      </ul>
      {passing.length > 0 && (
        <Folded title={t('dataStep.checks.passing', { count: passing.length })}>
          <ul className={`${verdictList} ${styles.items}`}>
            {passing.map(check => (
              <CheckItem key={keyOf(check)} check={check} busy={busy} onTake={take} />
            ))}
          </ul>
        </Folded>
      )}
      <Said project={project} data={data} />
    </section>
  );
}

const keyOf = ({ id, columns }: DataCheck): string => `${id} ${columns.join(' ')}`;

interface CheckItemProps {
  check: DataCheck;
  busy: boolean;
  onTake(change: DataChoice): void;
}

function CheckItem({ check: { verdict, reason, examples, remedy }, busy, onTake }: CheckItemProps) {
  const t = useText();
  return (
    <li>
      <VerdictMark tone={TONES[verdict]} label={t(`prepare.verdict.${verdict}`)} />
      <div>
        <p>{t(reason.key, reason.values)}</p>
        {remedy && (
          <div className={styles.fix}>
            <Button size="small" disabled={busy} onClick={() => onTake(remedy.change)}>
              {actionOf(remedy.change, t)}
            </Button>
            <span>{t(remedy.effect.key, remedy.effect.values)}</span>
          </div>
        )}
        <Examples examples={examples} />
      </div>
    </li>
  );
}

/** What a remedy does, on its button. */
function actionOf({ drop, missing, decimal, dateOrder, logTarget, split }: DataChoice, t: Translate): string {
  if (split) return t(split.by === 'time' ? 'dataStep.checks.do.splitTime' : 'dataStep.checks.do.splitGroup');
  if (drop) return t('dataStep.checks.do.drop', { count: drop.length });
  if (missing) return t('dataStep.checks.do.missing');
  if (decimal || dateOrder) return t('dataStep.checks.do.otherReading');
  return t(logTarget ? 'dataStep.checks.do.logTarget' : 'dataStep.checks.do.images');
}

/** What the person changed about the columns, each to be taken back. */
export function Said({ project, data }: Pick<ChecksProps, 'project' | 'data'>) {
  const t = useText();
  const said = saidApart(project.choice);
  if (said.length === 0) return null;
  return (
    <div className={styles.said}>
      <h3>{t('dataStep.said.title')}</h3>
      <ul>
        {said.map(({ said: one, without }) => {
          const what = wordsOf(one, t);
          return (
            <li key={what}>
              <span>{what}</span>
              <QuietButton
                aria-label={t('dataStep.said.backOf', { what })}
                disabled={data.changing.busy}
                onClick={() => void data.change(without)}
              >
                {t('dataStep.said.back')}
              </QuietButton>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function wordsOf({ drop, missing, decimal, dateOrder, split, splitSeed }: DataChoice, t: Translate): string {
  if (split) return t('dataStep.said.split', { way: wayWords({ by: split.by, column: split.column ?? null }, t) });
  if (drop) return t('dataStep.said.drop', { name: drop[0] ?? '' });
  if (splitSeed !== undefined) return t('dataStep.said.splitSeed', { seed: splitSeed });
  if (decimal) return t('dataStep.said.decimal', { sign: decimal });
  if (dateOrder) return t(`dataStep.said.${dateOrder}`);
  const code = missing?.[0];
  if (!code) return t('dataStep.said.logTarget');
  const { value, column } = code;
  return column === undefined
    ? t('dataStep.said.missingAll', { value })
    : t('dataStep.said.missing', { value, column });
}
