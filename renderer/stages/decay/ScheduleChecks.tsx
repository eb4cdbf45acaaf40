import type { ReactNode } from 'react';
import { scheduleChecks } from '#shared/method/schedules/checks.ts';
import { scheduleFigures } from '#shared/method/schedules/figures.ts';
import { useLanguage, useText } from '../../app/context.ts';
import { formatCount, NONE } from '../../format.ts';
import { statementText } from '../../quantity.ts';
import { Folded } from '../../ui/Folded.tsx';
import panel from '../../ui/panel.module.css';
import { VerdictMark, verdictList } from '../../ui/VerdictMark.tsx';
import { RuleChip } from '../../why/RuleChip.tsx';
import { ratePath, rateText } from './rate-path.ts';
import styles from './ScheduleChecks.module.css';
import type { ScheduleSubject } from './SchedulePanel.tsx';
import { type ScheduleDraft, scheduleOf } from './schedule-draft.ts';

interface ScheduleChecksProps {
  subject: ScheduleSubject;
  draft: ScheduleDraft;
  /** The button that runs it, and what it says. */
  children: ReactNode;
}

/** What the schedule that is being drawn does: its rates, and what the rules say of it before anything is trained [D3–D5]. */
export function ScheduleChecks({ subject, draft, children }: ScheduleChecksProps) {
  const t = useText();
  const language = useLanguage();
  const { learningRate, steps, peak } = subject;
  const schedule = scheduleOf(draft);
  const checks = scheduleChecks({ schedule, learningRate, steps, peak });
  const figures = scheduleFigures(schedule, learningRate, steps, peak);
  const hold = checks.filter(({ holds }) => holds).length;
  const look = checks.length - hold;
  const rates = [
    { key: 'start', rate: figures.atStart },
    { key: 'peak', rate: peak !== null && peak < steps ? figures.atPeak : null },
    { key: 'end', rate: figures.atEnd },
  ] as const;
  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="schedule-checks">
      <div className={styles.head}>
        <h2 id="schedule-checks">{t('decayPage.checks')}</h2>
        <p>{look === 0 ? t('decayPage.checks.hold', { hold }) : t('decayPage.checks.look', { hold, look })}</p>
      </div>
      <dl className={styles.rates} aria-label={t('decayPage.rates')}>
        {rates.map(({ key, rate }) => (
          <div key={key}>
            <dt>{t(`decayPage.rates.${key}`)}</dt>
            <dd>
              {rate === null ? NONE : rateText(rate)}
              <span>
                {rate === null
                  ? t('decayPage.rates.noPeak')
                  : t('decayPage.rates.share', { share: shareText(rate / learningRate) })}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <ul className={verdictList}>
        {checks.map(({ rule, holds, message }) => (
          <li key={message.key}>
            <VerdictMark tone={holds ? 'good' : 'warn'} label={t(holds ? 'page.verdict.good' : 'page.verdict.warn')} />
            <p className={styles.check}>{statementText(message, t, language)}</p>
            <RuleChip rule={rule} />
          </li>
        ))}
      </ul>
      {children}
      <Folded title={t('decayPage.table')} late>
        <Changes subject={subject} draft={draft} />
      </Folded>
    </section>
  );
}

/** A share of lr₀ in two digits. */
const shareText = (share: number): string => rateText(Number(share.toPrecision(2)));

/** So many rows of the table of changes at most. */
const MOST_ROWS = 24;

/** Each change of the rate, or some of them: the rates that the chart draws, as numbers. */
function Changes({ subject: { learningRate, steps }, draft }: Pick<ScheduleChecksProps, 'subject' | 'draft'>) {
  const t = useText();
  const language = useLanguage();
  const schedule = scheduleOf(draft);
  const rows = ratePath(schedule, learningRate, steps, MOST_ROWS);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('decayPage.table.step')}</th>
          <th scope="col">{t('decayPage.table.rate')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ step, lr }) => (
          <tr key={step}>
            <td>{formatCount(step, language)}</td>
            <td>{rateText(lr)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
