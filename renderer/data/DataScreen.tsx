import { hasColumns } from '#shared/domain/dataset.ts';
import type { Project } from '#shared/domain/project.ts';
import { useText } from '../app/context.ts';
import { StageHead } from '../layout/StageHead.tsx';
import { StageLayout } from '../layout/StageLayout.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Tag } from '../ui/Tag.tsx';
import { ChangedNotice } from './ChangedNotice.tsx';
import { Checks } from './Checks.tsx';
import { ClassBars } from './ClassBars.tsx';
import { ColumnsTable } from './ColumnsTable.tsx';
import styles from './DataScreen.module.css';
import { Evaluation } from './Evaluation.tsx';
import { LeftOutTable } from './LeftOutTable.tsx';
import { PartsPanel } from './PartsPanel.tsx';
import { Prediction } from './Prediction.tsx';
import { PreviewPanel } from './PreviewPanel.tsx';
import { withRole } from './prediction-choices.ts';
import { SourceStatusBar } from './SourceStatusBar.tsx';
import { TargetSummary } from './TargetSummary.tsx';
import { UnderstoodPanel } from './UnderstoodPanel.tsx';
import type { Data, Understood } from './use-data.ts';
import { Warnings } from './Warnings.tsx';

interface DataScreenProps {
  project: Project;
  data: Data;
  understood: Understood;
}

/** What Descent took a source for, with the choices that change it. */
export function DataScreen({ project, data, understood }: DataScreenProps) {
  const t = useText();
  const { facts, report, changed } = understood;
  const warned = report.checks.filter(({ verdict }) => verdict !== 'passes').length;
  const odd = report.warnings.length + report.leftOut.length + warned;
  return (
    <StageLayout
      head={
        <StageHead
          title={t('page.stage.data')}
          tag={
            odd === 0 ? (
              <Tag tone="good">
                <Icon name="check" />
                {t('dataStep.state.understood')}
              </Tag>
            ) : (
              <Tag tone="warn">
                <Icon name="warn" />
                {t('dataStep.state.warnings', { count: odd })}
              </Tag>
            )
          }
          why={t('dataStep.why')}
          rules={['M1', 'M7', 'M9']}
          actions={null}
        />
      }
      main={
        <>
          {changed && <ChangedNotice project={project} data={data} understood={understood} />}
          <div className={styles.pair}>
            <div className={styles.side}>
              <UnderstoodPanel understood={understood} />
              {facts.task === 'classification' ? (
                <ClassBars facts={facts} imbalance={report.imbalance} classRows={report.classRows} />
              ) : (
                <TargetSummary understood={understood} />
              )}
            </div>
            <PartsPanel project={project} data={data} understood={understood} />
          </div>
          {report.warnings.length > 0 && <Warnings warnings={report.warnings} />}
          {report.columns.length > 0 && (
            <ColumnsTable
              columns={report.columns}
              checks={report.checks}
              facts={facts}
              busy={data.changing.busy}
              onRole={
                hasColumns(facts.format)
                  ? (place, role) => void data.change(withRole(project.choice, report.columns, place, role))
                  : null
              }
            />
          )}
          <PreviewPanel report={report} />
          {report.leftOut.length > 0 && <LeftOutTable leftOut={report.leftOut} />}
        </>
      }
      asideLabel={t('dataStep.predict.title')}
      aside={
        <>
          <Prediction project={project} data={data} understood={understood} />
          {report.checks.length > 0 && <Checks project={project} data={data} checks={report.checks} />}
          <Evaluation understood={understood} />
        </>
      }
      status={<SourceStatusBar source={facts.source} />}
    />
  );
}
