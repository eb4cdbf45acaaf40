import { useMemo } from 'react';
import type { Report } from '#shared/domain/report.ts';
import { STAGES } from '#shared/method/stages/definitions.ts';
import type { ReportDocument } from '#shared/report/document.ts';
import { reportDocument } from '#shared/report/document.ts';
import { reportHtml } from '#shared/report/html.ts';
import { reportMarkdown } from '#shared/report/markdown.ts';
import { useLanguage, useText } from '../app/context.ts';
import { goTo } from '../app/route.ts';
import { download } from '../chart/export.ts';
import { formatDayTime } from '../format.ts';
import offer from '../layout/offer.module.css';
import { StageHead } from '../layout/StageHead.tsx';
import { StageLayout } from '../layout/StageLayout.tsx';
import { projectName } from '../names.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import panel from '../ui/panel.module.css';
import { StatusBar, StatusItem } from '../ui/StatusBar.tsx';
import { Tag } from '../ui/Tag.tsx';
import { Blocks } from './Blocks.tsx';
import styles from './ReportScreen.module.css';

/** The report inside the app: what the file holds, and the ways to take it along. */
export function ReportScreen({ report }: { report: Report }) {
  const t = useText();
  const language = useLanguage();
  const told = useMemo(() => reportDocument(report, language), [report, language]);
  const isEmpty = report.steps.every(({ run, decision }) => run === null && decision === null);
  const time = formatDayTime(report.madeAt, Date.now(), language);
  return (
    <StageLayout
      head={
        <StageHead
          title={t('page.stage.report')}
          tag={<Tag>{t('reportPage.madeAt', { time })}</Tag>}
          why={t('reportPage.why')}
          rules={['R2']}
          actions={null}
        />
      }
      main={isEmpty ? <Empty report={report} /> : <Sections told={told} />}
      asideLabel={t('reportPage.save')}
      aside={
        <>
          <TakeAway told={told} name={projectName(report.project, t)} />
          <Contents told={told} />
        </>
      }
      status={
        <StatusBar
          start={<StatusItem>{t('page.status.idle')}</StatusItem>}
          end={<StatusItem>{t('reportPage.madeAt', { time })}</StatusItem>}
        />
      }
    />
  );
}

function Sections({ told }: { told: ReportDocument }) {
  return told.sections.map(({ id, title, question, blocks }) => (
    <section
      key={id}
      id={`report-${id}`}
      className={`${panel.panel} ${styles.section}`}
      aria-labelledby={`${id}-title`}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      {question && <p className={styles.question}>{question}</p>}
      <Blocks blocks={blocks} />
    </section>
  ));
}

/** Nothing was run yet: one sentence and one button. */
function Empty({ report: { project } }: { report: Report }) {
  const t = useText();
  const [first] = STAGES;
  if (!first) return null;
  return (
    <section className={`${panel.panel} ${offer.offer}`}>
      <p>{t('reportPage.empty')}</p>
      <Button
        look="primary"
        onClick={() => goTo({ page: 'stage', projectId: project.id, kind: first.kind, stageId: null })}
      >
        {t('reportPage.begin', { step: t('page.stage.learningRate') })}
      </Button>
    </section>
  );
}

function TakeAway({ told, name }: { told: ReportDocument; name: string }) {
  const t = useText();
  const save = (content: string, type: string, end: string): void =>
    download(new Blob([content], { type: `${type};charset=utf-8` }), `${t('reportPage.file', { name })}.${end}`);
  return (
    <section className={`${panel.panel} ${styles.take}`} aria-labelledby="take-heading">
      <h2 id="take-heading">{t('reportPage.save')}</h2>
      <Button look="primary" onClick={() => save(reportHtml(told), 'text/html', 'html')}>
        <Icon name="save" />
        {t('reportPage.html')}
      </Button>
      <p>{t('reportPage.htmlWhat')}</p>
      <Button onClick={() => save(reportMarkdown(told, false).text, 'text/markdown', 'md')}>
        <Icon name="save" />
        {t('reportPage.markdown')}
      </Button>
      <Button onClick={printPage}>{t('reportPage.print')}</Button>
    </section>
  );
}

/** Where to find what; a link would be an address of its own here, so these are buttons. */
function Contents({ told }: { told: ReportDocument }) {
  const show = (id: string): void => {
    const heading = document.getElementById(`${id}-title`);
    heading?.scrollIntoView({ block: 'start' });
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({ preventScroll: true });
  };
  return (
    <nav className={`${panel.panel} ${styles.contents}`} aria-label={told.contents}>
      <h2>{told.contents}</h2>
      <ol>
        {told.sections.map(({ id, title }) => (
          <li key={id}>
            <button type="button" onClick={() => show(id)}>
              {title}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Prints the page as it is: in the light theme, whatever the screen has, with everything unfolded. */
function printPage(): void {
  const { dataset } = document.documentElement;
  const theme = dataset.theme;
  const folded = [...document.querySelectorAll('main details:not([open])')] as HTMLDetailsElement[];
  dataset.theme = 'light';
  for (const one of folded) one.open = true;
  addEventListener(
    'afterprint',
    () => {
      if (theme === undefined) delete dataset.theme;
      else dataset.theme = theme;
      for (const one of folded) one.open = false;
    },
    { once: true },
  );
  print();
}
