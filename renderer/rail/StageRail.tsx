import type { StageView } from '#shared/contract/requests.ts';
import type { Project } from '#shared/domain/project.ts';
import { useLanguage, useText } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import { useNow } from '../app/use-now.ts';
import { formatCount, formatDayTime } from '../format.ts';
import { dataFacts, modelKindName, projectName } from '../names.ts';
import { Icon } from '../ui/Icon.tsx';
import { InterfaceMenus } from '../ui/InterfaceMenus.tsx';
import { ladderLine, ladderStanding } from './ladder-standing.ts';
import { StageMark, type Standing } from './StageMark.tsx';
import styles from './StageRail.module.css';

interface Entry {
  name: string;
  line: string;
  standing: Standing;
  /** Null: nothing to open (yet). */
  href: string | null;
}

/** The stages of the method, how far each is, and the way back to the projects. `view` null: no ladder yet. */
export function StageRail({ project, view }: { project: Project; view: StageView | null }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();

  const later = (name: string): Entry => ({
    name,
    line: t('page.stage.later'),
    standing: { kind: 'none' },
    href: null,
  });
  const model = view && modelKindName(view.stage.plan.base, t);
  const parameters = view?.parameterCount;
  const entries: Entry[] = [
    {
      name: t('page.stage.data'),
      line: project.facts ? dataFacts(project.facts, t, language) : '',
      standing: { kind: 'done' },
      href: null,
    },
    {
      name: t('page.stage.model'),
      line:
        model === null
          ? t('page.stage.modelDefault')
          : parameters
            ? t('page.stage.modelLine', { model, parameters: formatCount(parameters, language) })
            : model,
      standing: { kind: 'done' },
      href: null,
    },
    later(t('page.stage.preparation')),
    {
      name: t('page.stage.learningRate'),
      line: ladderLine(view, t, language),
      standing: ladderStanding(view),
      href: hrefOf({ page: 'learningRate', projectId: project.id, stageId: view?.stage.id ?? null }),
    },
    later(t('page.stage.batchMomentum')),
    later(t('page.stage.decay')),
    later(t('page.stage.report')),
  ];

  return (
    <nav className={styles.rail} aria-label={t('page.rail.label')}>
      <a className={styles.back} href={hrefOf({ page: 'home' })}>
        <Icon name="back" />
        {t('page.rail.projects')}
      </a>
      <p className={styles.project}>
        {projectName(project, t)}
        <small>{t('page.rail.created', { time: formatDayTime(project.createdAt, now, language) })}</small>
      </p>
      <ol className={styles.stages}>
        {entries.map(entry => (
          <li key={entry.name}>
            {entry.href === null ? (
              <span className={`${styles.stage} ${entry.standing.kind === 'none' ? styles.later : ''}`}>
                <StageText entry={entry} />
              </span>
            ) : (
              <a className={styles.stage} href={entry.href} aria-current="step">
                <StageText entry={entry} />
              </a>
            )}
          </li>
        ))}
      </ol>
      <div className={styles.foot}>
        <InterfaceMenus />
      </div>
    </nav>
  );
}

function StageText({ entry: { name, line, standing } }: { entry: Entry }) {
  const t = useText();
  const words = {
    done: t('page.standing.done'),
    here: t('page.standing.here'),
    running: t('page.standing.running'),
    none: t('page.standing.none'),
  };
  return (
    <>
      <StageMark standing={standing} label={words[standing.kind]} />
      <span className={styles.name}>{name}</span>
      <span className={styles.line}>{line}</span>
    </>
  );
}
