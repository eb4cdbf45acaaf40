import { useState } from 'react';
import type { Project } from '#shared/domain/project.ts';
import { STEPS, type StepKind } from '#shared/method/stages/definitions.ts';
import { useAppState, useLanguage, useText } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import { useNow } from '../app/use-now.ts';
import { EventsDialog } from '../events/EventsDialog.tsx';
import { formatDayTime } from '../format.ts';
import { isChange } from '../model/network-draft.ts';
import { dataFacts, projectName } from '../names.ts';
import { useShownPreparation } from '../preparation/use-preparation.ts';
import { QuietButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { InterfaceMenus } from '../ui/InterfaceMenus.tsx';
import { type LadderInRail, ladderLine, ladderStanding } from './ladder-standing.ts';
import { modelLine } from './model-line.ts';
import { preparationLine, preparationStanding } from './preparation-standing.ts';
import { StageMark, type Standing } from './StageMark.tsx';
import styles from './StageRail.module.css';

interface Entry {
  kind: StepKind;
  name: string;
  line: string;
  standing: Standing;
  /** Null: nothing to open (yet). */
  href: string | null;
}

interface StageRailProps {
  project: Project;
  /** Null: none yet. */
  ladder: LadderInRail | null;
  open: StepKind;
}

/** The stages of the method, how far each is, and the way back to the projects. */
export function StageRail({ project, ladder, open }: StageRailProps) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const card = useAppState(state => state.cards?.get(project.id));
  const decision = card?.decision ?? null;
  const present = card?.project ?? project;
  const draft = useAppState(state => state.networkDrafts.get(project.id));
  const changing = isChange(draft, present);
  const preparation = useShownPreparation(project);
  const [looking, setLooking] = useState(false);

  const there: Partial<Record<StepKind, Pick<Entry, 'line' | 'standing' | 'href'>>> = {
    data: {
      line: present.facts ? dataFacts(present.facts, t, language) : t('dataStep.rail.unread'),
      standing: { kind: present.facts ? 'done' : 'here' },
      href: hrefOf({ page: 'data', projectId: project.id }),
    },
    model: {
      line: changing ? t('modelStep.rail.draft') : modelLine(present, t, language),
      standing: { kind: present.facts && !changing ? 'done' : 'here' },
      href: hrefOf({ page: 'model', projectId: project.id }),
    },
    preparation: {
      line: preparationLine(preparation, t),
      standing: preparationStanding(preparation),
      href: hrefOf({ page: 'preparation', projectId: project.id }),
    },
    learningRate: {
      line: ladderLine(ladder, decision, present, t, language),
      standing: ladderStanding(ladder, decision, present),
      href: hrefOf({ page: 'learningRate', projectId: project.id, stageId: ladder?.stage.id ?? null }),
    },
  };
  const later = { line: t('page.stage.later'), standing: { kind: 'none' }, href: null } as const;
  const entries = STEPS.map(({ kind, name }): Entry => ({ kind, name: t(name), ...(there[kind] ?? later) }));

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
          <li key={entry.kind}>
            {entry.href === null ? (
              <span className={`${styles.stage} ${entry.standing.kind === 'none' ? styles.later : ''}`}>
                <StageText entry={entry} />
              </span>
            ) : (
              <a className={styles.stage} href={entry.href} {...(entry.kind === open && { 'aria-current': 'step' })}>
                <StageText entry={entry} />
              </a>
            )}
          </li>
        ))}
      </ol>
      <div className={styles.foot}>
        <QuietButton onClick={() => setLooking(true)}>
          <Icon name="log" />
          {t('page.events.title')}
        </QuietButton>
      </div>
      <div className={styles.menus}>
        <InterfaceMenus />
      </div>
      <EventsDialog projectId={project.id} open={looking} onOpenChange={setLooking} />
    </nav>
  );
}

function StageText({ entry: { name, line, standing } }: { entry: Entry }) {
  const t = useText();
  const words = {
    done: t('page.standing.done'),
    here: t('page.standing.here'),
    running: t('page.standing.running'),
    stale: t('page.standing.stale'),
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
