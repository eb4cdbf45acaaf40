import { useAppState, useAppStore, useSession, useText } from '../app/context.ts';
import { fromHere } from '../app/route.ts';
import { useAction } from '../app/use-action.ts';
import type { Drop } from '../drop/use-drop.ts';
import { SAMPLE } from '../names.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import panel from '../ui/panel.module.css';
import { DropZone } from './DropZone.tsx';
import styles from './Hero.module.css';
import { SampleFigure } from './SampleFigure.tsx';

/** What Descent does, and the one click that shows it. */
export function Hero({ drop, onNewProject }: { drop: Drop; onNewProject(): void }) {
  const t = useText();
  const session = useSession();
  const store = useAppStore();
  const sample = useAction();
  const read = useAppState(state => state.reading.get(SAMPLE));

  const trySample = (): Promise<boolean> =>
    sample.run(async () => {
      const go = fromHere();
      const project = await session.ask('projects.create', { source: SAMPLE });
      // Pressed once more, or in another window: its stage that trains is shown.
      const steps = store.getState().cards?.get(project.id)?.steps ?? [];
      const running = steps.find(({ stage }) => stage?.status === 'running');
      if (running) return go({ page: 'stage', projectId: project.id, kind: running.kind, stageId: null });
      await session.prepare(project.id, {});
      const stage = await session.ask('stages.start', { projectId: project.id, kind: 'learningRate', choice: {} });
      go({ page: 'stage', projectId: project.id, kind: stage.kind, stageId: stage.id });
    });

  return (
    <section className={`${panel.panel} ${styles.hero}`} aria-labelledby="hero-heading">
      <div className={styles.text}>
        <h1 id="hero-heading">{t('page.hero.title')}</h1>
        <p className={styles.lead}>{t('page.hero.lead')}</p>
        <div className={styles.buttons}>
          <Button look="primary" size="large" disabled={sample.busy} onClick={() => void trySample()}>
            {t('page.hero.sample')}
          </Button>
          <Button size="large" onClick={onNewProject}>
            {t('page.hero.new')}
          </Button>
        </div>
        {sample.busy ? (
          <div className={styles.hint}>
            {t('page.hero.preparing')}
            <progress max={1} value={read ?? 0} aria-label={t('page.hero.preparing')} />
          </div>
        ) : (
          <p className={styles.hint}>{t('page.hero.hint')}</p>
        )}
        <ErrorLine>{sample.error}</ErrorLine>
        <DropZone drop={drop} />
      </div>
      <SampleFigure />
    </section>
  );
}
