import { NumberField } from '@base-ui/react/number-field';
import { useState } from 'react';
import type { Project } from '#shared/domain/project.ts';
import { TuneBudget } from '#shared/domain/tune.ts';
import { tooLittle } from '#shared/method/tune/plan.ts';
import { useLanguage, useSession, useText } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import { sentenceOf, useAction } from '../app/use-action.ts';
import { SourceStatusBar } from '../data/SourceStatusBar.tsx';
import { formatCount } from '../format.ts';
import offer from '../layout/offer.module.css';
import { StageHead } from '../layout/StageHead.tsx';
import { StageLayout } from '../layout/StageLayout.tsx';
import { type ProjectPreparation, usePreparation } from '../preparation/use-preparation.ts';
import { Button } from '../ui/Button.tsx';
import { CheckField } from '../ui/CheckField.tsx';
import { ErrorLine, Field } from '../ui/Field.tsx';
import panel from '../ui/panel.module.css';
import { Segments } from '../ui/Segments.tsx';
import { planRows, planTotal } from './rows.ts';
import styles from './Tune.module.css';
import { TuneTable } from './TuneTable.tsx';
import { type BudgetPlan, useBudgetPlan } from './use-tunes.ts';

type Unit = TuneBudget['unit'];

/** What stands in the fields at first. */
const FIRST: Record<Unit, number | null> = { minutes: 15, steps: 40_000 };

interface TunePlanScreenProps {
  project: Project;
  /** Back to a run that is there; null: there is none. */
  onBack: (() => void) | null;
}

/** A guided run before it starts: its budget, and how that is shared out. */
export function TunePlanScreen({ project, onBack }: TunePlanScreenProps) {
  const t = useText();
  const session = useSession();
  const starting = useAction();
  const preparation = usePreparation(project);
  const [unit, setUnit] = useState<Unit>('minutes');
  const [most, setMost] = useState(FIRST);
  const [asks, setAsks] = useState(false);
  const { data: budget = null } = TuneBudget.safeParse({ unit, most: most[unit] });
  // How long a step of a command takes is known since the run for its figures.
  const isMeasured =
    project.command !== null || (preparation.shown !== null && preparation.shown.madeFor !== 'otherData');
  const lacksTimes = unit === 'minutes' && !isMeasured;
  const { planned, failure } = useBudgetPlan(project.id, lacksTimes ? null : budget);
  const isShown = planned !== null && budget !== null && planned.budget.unit === unit;
  const mayStart = isShown && planned.budget.most === budget.most && planned.plan.fits;
  const start = (): void => {
    if (!budget || !mayStart) return;
    void starting.run(async () => {
      await session.ask('tune.start', { projectId: project.id, choice: { budget, auto: !asks } });
      await session.readTunes(project.id);
      onBack?.();
    });
  };
  return (
    <StageLayout
      head={
        <StageHead
          title={t('tunePage.title')}
          tag={null}
          why={t('tunePage.why')}
          rules={[]}
          actions={onBack && <Button onClick={onBack}>{t('tunePage.last')}</Button>}
        />
      }
      main={
        lacksTimes ? (
          <MeasureFirst preparation={preparation} />
        ) : isShown ? (
          <PlanPanel planned={planned} />
        ) : (
          <section className={`${panel.panel} ${offer.offer}`}>
            {failure !== null ? (
              <ErrorLine>{sentenceOf(failure, t)}</ErrorLine>
            ) : (
              <p>{budget === null && t('tunePage.plan.none')}</p>
            )}
          </section>
        )
      }
      asideLabel={t('tunePage.budget')}
      aside={
        <section className={`${panel.panel} ${styles.side}`} aria-labelledby="tune-budget">
          <h2 id="tune-budget">{t('tunePage.budget')}</h2>
          <form
            noValidate
            className={styles.form}
            onSubmit={event => {
              event.preventDefault();
              start();
            }}
          >
            <div className={styles.unit}>
              <Segments<Unit>
                label={t('tunePage.unit')}
                value={unit}
                choices={(['minutes', 'steps'] as const).map(value => ({ value, label: t(`tunePage.unit.${value}`) }))}
                onChoose={setUnit}
              />
            </div>
            <BudgetField
              key={unit}
              unit={unit}
              most={most[unit]}
              isValid={budget !== null}
              onChange={value => setMost({ ...most, [unit]: value })}
            />
            <CheckField label={t('tunePage.asks')} hint={t('tunePage.asks.hint')} checked={asks} onChange={setAsks} />
            <Button look="primary" type="submit" disabled={starting.busy || !mayStart}>
              {t('tunePage.start')}
            </Button>
            <ErrorLine>{starting.error}</ErrorLine>
            {starting.error !== null && (
              <a href={hrefOf({ page: 'preparation', projectId: project.id })}>{t('tunePage.checks')}</a>
            )}
          </form>
        </section>
      }
      status={<SourceStatusBar source={project.source} />}
    />
  );
}

interface BudgetFieldProps {
  unit: Unit;
  /** Null: nothing stands there, or what is no number. */
  most: number | null;
  isValid: boolean;
  onChange(most: number | null): void;
}

function BudgetField({ unit, most, isValid, onChange }: BudgetFieldProps) {
  const t = useText();
  const language = useLanguage();
  return (
    <Field
      label={t(`tunePage.unit.${unit}`)}
      hint={t(`tunePage.${unit}.hint`)}
      error={isValid ? null : t(`tunePage.budget.invalid.${unit}`)}
    >
      {({ id, ...described }) => (
        <NumberField.Root
          id={id}
          value={most}
          onValueChange={onChange}
          step={unit === 'minutes' ? 1 : 1000}
          locale={language}
        >
          <NumberField.Input {...described} />
        </NumberField.Root>
      )}
    </Field>
  );
}

/** A budget in minutes wants to know how long a step takes: one sentence and one button. */
function MeasureFirst({ preparation: { ready, busy, error, run } }: { preparation: ProjectPreparation }) {
  const t = useText();
  if (!ready) return null;
  return (
    <section className={`${panel.panel} ${offer.offer}`} aria-busy={busy}>
      <p>{t('tunePage.unmeasured')}</p>
      <Button look="primary" disabled={busy} onClick={() => void run()}>
        {t(busy ? 'preparationStep.checking' : 'tunePage.unmeasured.check')}
      </Button>
      <ErrorLine>{error}</ErrorLine>
    </section>
  );
}

function PlanPanel({ planned: { budget, plan } }: { planned: BudgetPlan }) {
  const t = useText();
  const language = useLanguage();
  const words = { t, language };
  const { unit } = budget;
  const little = plan.fits ? null : tooLittle(budget, plan);
  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="tune-plan">
      <h2 id="tune-plan">{t(`tunePage.plan.${unit}`, { most: formatCountOf(budget.most, language) })}</h2>
      {little ? (
        <ErrorLine>{t(little.key, little.values)}</ErrorLine>
      ) : (
        <TuneTable
          labelledBy="tune-plan"
          headings={{
            figures: [t('tunePage.column.share'), t('tunePage.column.planned')],
            says: t('tunePage.column.does'),
          }}
          rows={planRows(plan, unit, words)}
          total={planTotal(plan, unit, words)}
        />
      )}
    </section>
  );
}

/** Minutes may have a decimal. */
const formatCountOf = (most: number, language: Parameters<typeof formatCount>[1]): string =>
  Number.isInteger(most) ? formatCount(most, language) : String(most);
