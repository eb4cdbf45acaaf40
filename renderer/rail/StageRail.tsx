import { useState } from 'react';
import { leftOut } from '#shared/command/left-out.ts';
import { type ProjectCard, type StageView, stepOfCard } from '#shared/contract/requests.ts';
import type { Project } from '#shared/domain/project.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { questionOf, STAGES, STEPS } from '#shared/method/stages/definitions.ts';
import { useAppState, useLanguage, useText } from '../app/context.ts';
import { hrefOf, type ProjectRoute, type StageRoute, stepOf } from '../app/route.ts';
import { useNow } from '../app/use-now.ts';
import type { AppState } from '../client/state.ts';
import { EventsDialog } from '../events/EventsDialog.tsx';
import { formatDayTime } from '../format.ts';
import { isChange } from '../model/network-draft.ts';
import { dataFacts, projectName } from '../names.ts';
import { useShownPreparation } from '../preparation/use-preparation.ts';
import { type ProjectStep, projectSteps } from '../stage/project-steps.ts';
import { partsOf } from '../stages/registry.ts';
import { QuietButton } from '../ui/Button.tsx';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { InterfaceMenus } from '../ui/InterfaceMenus.tsx';
import { commandEntry } from './command-entry.ts';
import { modelLine } from './model-line.ts';
import { preparationLine, preparationStanding } from './preparation-standing.ts';
import { type Entry, RailEntry } from './RailEntry.tsx';
import styles from './StageRail.module.css';
import { stageLine, stageStanding } from './stage-standing.ts';

type Shown = Pick<Entry, 'line' | 'standing' | 'href'>;

/** Steps that a command has not. */
const OF_DATA: ReadonlySet<string> = new Set(['data', 'model', 'preparation']);

/** Pages beside the steps. */
const LINKS = [
  { page: 'tune', icon: 'play', name: 'tunePage.title' },
  // Of a command no weights are kept.
  { page: 'predict', icon: 'file', name: 'predict.page.title' },
] as const;

/** The stages of the method, how far each is, and the way back to the projects. */
export function StageRail({ route }: { route: ProjectRoute }) {
  const card = useAppState(state => state.cards?.get(route.projectId));
  // A stage's page may be there before the list of projects is.
  const view = useAppState(state =>
    route.page === 'stage' && route.stageId ? state.views.get(route.stageId) : undefined,
  );
  const project = card?.project ?? view?.project;
  return project ? <KnownRail project={project} route={route} /> : <nav className={styles.rail} />;
}

function KnownRail({ project: present, route }: { project: Project; route: ProjectRoute }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const draft = useAppState(state => state.networkDrafts.get(present.id));
  const card = useAppState(state => state.cards?.get(present.id));
  const changing = isChange(draft, present);
  const preparation = useShownPreparation(present);
  const stages = useStageEntries(present, route);
  const [looking, setLooking] = useState(false);
  const open = present.command && OF_DATA.has(stepOf(route) ?? '') ? 'command' : stepOf(route);

  const there: Readonly<Record<string, Shown>> = {
    data: {
      line: present.facts ? dataFacts(present.facts, t, language) : t('dataStep.rail.unread'),
      standing: { kind: present.facts ? 'done' : 'here' },
      href: hrefOf({ page: 'data', projectId: present.id }),
    },
    model: {
      line: changing ? t('modelStep.rail.draft') : modelLine(present, t, language),
      standing: { kind: present.facts && !changing ? 'done' : 'here' },
      href: hrefOf({ page: 'model', projectId: present.id }),
    },
    preparation: {
      line: preparationLine(preparation, t),
      standing: preparationStanding(preparation),
      href: hrefOf({ page: 'preparation', projectId: present.id }),
    },
    ...stages,
    report: {
      line: t('reportPage.rail'),
      standing: reportStanding(card),
      href: hrefOf({ page: 'report', projectId: present.id }),
    },
  };
  const left: Partial<Record<string, Reason>> = present.command ? leftOut(present.command) : {};
  const steps = STEPS.map(({ kind, name, later }): Entry => {
    const reason = left[kind];
    const none = {
      line: reason ? t(reason.key, reason.values) : t(later),
      standing: { kind: 'none' },
      href: null,
    } as const;
    return { kind, name: t(name), ...((!reason && there[kind]) || none) };
  });
  // A command is one step in place of data, network and their checks.
  const entries = present.command
    ? [commandEntry(present.id, present.command, t), ...steps.filter(({ kind }) => !OF_DATA.has(kind))]
    : steps;

  return (
    <nav className={styles.rail} aria-label={t('page.rail.label')}>
      <a className={styles.back} href={hrefOf({ page: 'home' })}>
        <Icon name="back" />
        {t('page.rail.projects')}
      </a>
      <p className={styles.project}>
        {projectName(present, t)}
        <small>{t('page.rail.created', { time: formatDayTime(present.createdAt, now, language) })}</small>
      </p>
      <ol className={styles.stages}>
        {entries.map(entry => (
          <RailEntry key={entry.kind} entry={entry} isOpen={entry.kind === open} />
        ))}
      </ol>
      <div className={styles.foot}>
        {LINKS.filter(({ page }) => present.facts || (page === 'tune' && present.command)).map(
          ({ page, icon, name }) => (
            <RailLink
              key={page}
              route={{ page, projectId: present.id }}
              icon={icon}
              text={t(name)}
              isOpen={route.page === page}
            />
          ),
        )}
        <QuietButton onClick={() => setLooking(true)}>
          <Icon name="log" />
          {t('page.events.title')}
        </QuietButton>
      </div>
      <div className={styles.menus}>
        <InterfaceMenus />
      </div>
      <EventsDialog projectId={present.id} open={looking} onOpenChange={setLooking} />
    </nav>
  );
}

/** A report is whole once the final runs are. */
function reportStanding(card: ProjectCard | undefined): Shown['standing'] {
  const isWhole = stepOfCard(card, 'finalRuns')?.stage?.status === 'finished';
  return { kind: isWhole ? 'done' : card?.steps.some(({ stage }) => stage) ? 'here' : 'none' };
}

/** What stands in the rail of each kind of stage; that of the open page is the stage which it shows. */
function useStageEntries(present: Project, route: ProjectRoute): Record<string, Shown> {
  const t = useText();
  const language = useLanguage();
  const card = useAppState(state => state.cards?.get(present.id));
  const known = card ? projectSteps(card) : [];
  const open = useAppState(state => openStage(state.views, route, card));
  const entries = STAGES.map(({ kind }): [string, Shown] => {
    const step = known.find(one => one.kind === kind) ?? { ...NOTHING, kind };
    const shown = open && questionOf(open.stage) === kind ? { ...step, ...ofView(open) } : step;
    const stageId = shown.stage?.id ?? null;
    return [
      kind,
      {
        line: stageLine(partsOf(kind), shown, t, language),
        standing: stageStanding(shown),
        href: hrefOf({ page: 'stage', projectId: present.id, kind, stageId } satisfies StageRoute),
      },
    ];
  });
  return Object.fromEntries(entries);
}

/** A kind of stage that nothing is known of. */
const NOTHING: Omit<ProjectStep, 'kind'> = {
  stage: null,
  recommendation: null,
  progress: null,
  remainingMs: null,
  expectedMs: null,
  decision: null,
  standing: 'holds',
  missing: [],
};

const ofView = ({ stage, recommendation, progress, remainingMs }: StageView): Partial<ProjectStep> => ({
  stage,
  recommendation,
  progress,
  remainingMs,
});

/** The view of the stage that a route leads to, where it names one or leads to the newest. */
function openStage(views: AppState['views'], route: ProjectRoute, card: ProjectCard | undefined): StageView | null {
  if (route.page !== 'stage') return null;
  const newest = stepOfCard(card, route.kind)?.stage?.id;
  return views.get(route.stageId ?? newest ?? '') ?? null;
}

interface RailLinkProps {
  route: ProjectRoute;
  icon: IconName;
  text: string;
  isOpen: boolean;
}

/** The way to a page of the project that is no step of the method. */
const RailLink = ({ route, icon, text, isOpen }: RailLinkProps) => (
  <a className={styles.link} href={hrefOf(route)} {...(isOpen && { 'aria-current': 'page' as const })}>
    <Icon name={icon} />
    {text}
  </a>
);
