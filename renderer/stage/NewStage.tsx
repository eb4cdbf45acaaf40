import { useState } from 'react';
import type { Project } from '#shared/domain/project.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { useAppState, useSession, useText } from '../app/context.ts';
import { fromHere } from '../app/route.ts';
import { type Action, useAction } from '../app/use-action.ts';
import { networkName, projectName } from '../names.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import { GhostAxes } from '../ui/GhostAxes.tsx';
import { DialogForm, ModalDialog } from '../ui/ModalDialog.tsx';
import panel from '../ui/panel.module.css';
import styles from './NewStage.module.css';
import { messagesFor } from './plain-parts.tsx';
import { StageCost } from './StageCost.tsx';
import type { AnyStageParts } from './stage-parts.ts';

/** A stage that is being chosen. */
export interface NewStage<Settings = unknown> {
  parts: AnyStageParts;
  projectId: string;
  settings: Settings;
  change(settings: Settings): void;
  choice: unknown;
  /** Whether it could start. */
  complete: boolean;
  /** Starts it and leads to it. */
  start(): Promise<boolean>;
  action: Action;
}

/**
 * The choices of a new stage.
 * @param first what stands in its form at first
 */
export function useNewStage(parts: AnyStageParts, projectId: string, first: () => unknown): NewStage {
  const { ask } = useSession();
  const action = useAction();
  const [settings, change] = useState(first);
  const choice = parts.form.choice(settings);
  return {
    parts,
    projectId,
    settings,
    change,
    choice,
    complete: parts.form.isComplete(settings),
    start: () =>
      action.run(async () => {
        const go = fromHere();
        const { kind } = parts.definition;
        const stage = await ask('stages.start', { projectId, kind, choice });
        go({ page: 'stage', projectId, kind, stageId: stage.id });
      }),
    action,
  };
}

/** A project's first stage of a kind: empty axes, its choices, what it costs, and the button that starts it. */
export function StageOffer({ stage }: { stage: NewStage }) {
  const { parts, settings, change, action } = stage;
  const { Choices, More, start } = parts.form;
  const t = useText();
  const isCommand = useAppState(state => state.cards?.get(stage.projectId)?.project.command != null);
  return (
    <section className={`${panel.panel} ${styles.empty}`}>
      <GhostAxes />
      <div className={styles.offer}>
        <p className={styles.lead}>{t(messagesFor(parts, isCommand).empty)}</p>
        {Choices && <Choices settings={settings} onChange={change} />}
        <StageCost
          projectId={stage.projectId}
          kind={parts.definition.kind}
          choice={stage.choice}
          mayAdd={parts.mayAdd}
        />
        <Button look="primary" disabled={action.busy || !stage.complete} onClick={() => void stage.start()}>
          {t(start(settings))}
        </Button>
        <ErrorLine>{action.error}</ErrorLine>
        {More && <More settings={settings} onChange={change} />}
      </div>
    </section>
  );
}

interface NewStageDialogProps {
  parts: AnyStageParts;
  /** As it is now. */
  project: Project;
  /** What stands in its form at first. */
  settings(): unknown;
  open: boolean;
  onOpenChange(open: boolean): void;
}

/** Another stage of a project: its choices, what it costs, and the button that starts it. */
export function NewStageDialog({ parts, project, settings, open, onOpenChange }: NewStageDialogProps) {
  const t = useText();
  const network = parts.form.network?.(settings()) ?? planBase({}, project.facts, project.network);
  return (
    <ModalDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t(parts.messages.newTitle)}
      description={t(messagesFor(parts, project.command !== null).newDescription, {
        model: project.command ? projectName(project, t) : networkName(network, t),
      })}
    >
      <NewStageForm parts={parts} project={project} settings={settings} onDone={() => onOpenChange(false)} />
    </ModalDialog>
  );
}

type NewStageFormProps = Pick<NewStageDialogProps, 'parts' | 'project' | 'settings'> & { onDone(): void };

function NewStageForm({ parts, project, settings: first, onDone }: NewStageFormProps) {
  const t = useText();
  const stage = useNewStage(parts, project.id, first);
  const { Choices, More, start } = parts.form;
  const { settings, change, action } = stage;
  const submit = async (): Promise<void> => {
    if (await stage.start()) onDone();
  };
  return (
    <DialogForm
      className={styles.form}
      submit={t(start(settings))}
      busy={action.busy}
      ready={stage.complete}
      onSubmit={submit}
      onCancel={onDone}
    >
      {Choices && <Choices settings={settings} onChange={change} />}
      <StageCost projectId={project.id} kind={parts.definition.kind} choice={stage.choice} mayAdd={parts.mayAdd} />
      {More && <More settings={settings} onChange={change} />}
      <ErrorLine>{action.error}</ErrorLine>
    </DialogForm>
  );
}
