import type { Project } from '#shared/domain/project.ts';
import { useLanguage, useText } from '../app/context.ts';
import { goTo } from '../app/route.ts';
import table from '../data/table.module.css';
import { formatCount } from '../format.ts';
import { StageHead } from '../layout/StageHead.tsx';
import { StageLayout } from '../layout/StageLayout.tsx';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import panel from '../ui/panel.module.css';
import { StatusBar, StatusItem } from '../ui/StatusBar.tsx';
import { Tag } from '../ui/Tag.tsx';
import { AsTyped } from './AsTyped.tsx';
import figureStyles from './FiguresTable.module.css';
import { figureNote } from './FiguresTable.tsx';
import proofStyles from './ProofPanel.module.css';
import { ProofPanel } from './ProofPanel.tsx';
import { RolesTable } from './RolesTable.tsx';
import { WatchPanel } from './WatchPanel.tsx';

/** The command of a project: settled, since another command is another project. */
export function CommandScreen({ project }: { project: Project }) {
  const t = useText();
  const language = useLanguage();
  const { command } = project;
  if (!command) return null;
  const { template, folder, figures, steps, schedule, proof } = command;
  const { loss, devLoss, devMetric, learningRate, updateRatio } = figures;
  const used = [
    { as: 'loss' as const, figure: loss },
    { as: 'devLoss' as const, figure: devLoss },
    { as: devMetric?.as ?? ('accuracy' as const), figure: devMetric },
    { as: 'learningRate' as const, figure: learningRate },
    { as: 'updateRatio' as const, figure: updateRatio },
  ];
  return (
    <StageLayout
      head={
        <StageHead
          title={t('commandPage.title')}
          tag={
            <Tag tone="good">
              <Icon name="check" />
              {t('commandPage.state.ready')}
            </Tag>
          }
          why={t('commandPage.why')}
          rules={['M2', 'M3']}
          actions={null}
        />
      }
      main={
        <>
          <AsTyped template={template} folder={folder} />
          <RolesTable command={command} length={{ steps, schedule }} choice={null} />
          <section className={panel.panel} aria-labelledby="figures-heading">
            <div className={table.caption}>
              <h2 id="figures-heading">{t('commandPage.figures')}</h2>
              <p>
                {t('commandPage.figures.settled', {
                  steps: formatCount(steps, language),
                  unit: t(`command.unit.${figures.unit}`),
                })}
              </p>
            </div>
            <table className={table.table} aria-labelledby="figures-heading">
              <thead>
                <tr>
                  <th scope="col">{t('commandPage.figures.number')}</th>
                  <th scope="col">{t('commandPage.figures.source')}</th>
                  <th scope="col">{t('commandPage.figures.as')}</th>
                </tr>
              </thead>
              <tbody>
                {used.map(
                  ({ as, figure }) =>
                    figure && (
                      <tr key={as}>
                        <th scope="row">
                          <code>{figure.name}</code>
                        </th>
                        <td>{t(`commandPage.source.${figure.source}`)}</td>
                        <td>{t(`commandPage.as.${as}`)}</td>
                      </tr>
                    ),
                )}
              </tbody>
            </table>
            <div className={figureStyles.foot}>
              <p>{t(figureNote(figures))}</p>
            </div>
          </section>
        </>
      }
      asideLabel={t('commandPage.proof')}
      aside={
        <>
          <ProofPanel
            proof={proof ?? null}
            actions={
              <Button
                look="primary"
                onClick={() => goTo({ page: 'stage', projectId: project.id, kind: 'learningRate', stageId: null })}
              >
                {t('preparationStep.goOn')}
              </Button>
            }
          >
            {!proof && <p className={proofStyles.text}>{t('commandPage.proof.notKept')}</p>}
          </ProofPanel>
          {!updateRatio && <WatchPanel />}
        </>
      }
      status={<StatusBar start={<StatusItem>{t('page.status.idle')}</StatusItem>} end={null} />}
    />
  );
}
