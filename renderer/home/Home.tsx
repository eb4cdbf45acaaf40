import { useEffect, useState } from 'react';
import { useText } from '../app/context.ts';
import { useProjectDrop } from '../drop/use-drop.ts';
import { NewProjectDialog } from '../new-project/NewProjectDialog.tsx';
import { QuietButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { InterfaceMenus } from '../ui/InterfaceMenus.tsx';
import { Hero } from './Hero.tsx';
import styles from './Home.module.css';
import { HomeNotices } from './HomeNotices.tsx';
import { HomeStatusBar } from './HomeStatusBar.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { MachineBox } from './MachineBox.tsx';

import { PlanBox } from './PlanBox.tsx';
import { Projects } from './Projects.tsx';
import { WordMark } from './WordMark.tsx';

/** The first screen: try the sample, go on with a project, and what this machine can do. */
export function Home() {
  const t = useText();
  const [creating, setCreating] = useState(false);
  const [inviting, setInviting] = useState(false);
  const drop = useProjectDrop(() => setCreating(false));
  useEffect(() => {
    document.title = 'Descent';
  }, []);
  return (
    <div className={styles.screen}>
      <div className={styles.scroll}>
        <div className={styles.grid}>
          <header className={styles.bar}>
            <WordMark />
            {/* The desktop has one window, and needs no invitation. */}
            {!window.descent && (
              <QuietButton onClick={() => setInviting(true)}>
                <Icon name="share" />
                {t('page.invite.open')}
              </QuietButton>
            )}
            <InterfaceMenus />
          </header>
          <main>
            <HomeNotices />
            <Hero drop={drop} onNewProject={() => setCreating(true)} />
            <Projects />
          </main>
          <aside className={styles.side} aria-label={t('page.machine.title')}>
            <MachineBox />
            <PlanBox />
            <p className={styles.offline}>{t('page.home.offline')}</p>
          </aside>
        </div>
      </div>
      <HomeStatusBar />
      <InviteDialog open={inviting} onOpenChange={setInviting} />
      <NewProjectDialog open={creating} onOpenChange={setCreating} />
    </div>
  );
}
