import { useRef, useState } from 'react';
import type { Project } from '#shared/domain/project.ts';
import { useAppState, useText } from '../app/context.ts';
import { projectName } from '../names.ts';
import { QuietButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { DeleteProjectDialog } from './DeleteProjectDialog.tsx';
import { ProjectCardLink } from './ProjectCardLink.tsx';
import styles from './Projects.module.css';

/** Every project, the latest activity first. */
export function Projects() {
  const t = useText();
  const cards = useAppState(state => state.cards);
  const [doomed, setDoomed] = useState<Project | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  if (cards === null) return null;
  const ordered = [...cards.values()];
  return (
    <section aria-labelledby="projects-heading">
      <div className={styles.heading}>
        <h2 id="projects-heading" ref={heading} tabIndex={-1}>
          {t('page.projects.title')}
        </h2>
        <span>{ordered.length}</span>
      </div>
      {ordered.length === 0 ? (
        <p className={styles.none}>{t('page.projects.none')}</p>
      ) : (
        <ul className={styles.cards}>
          {ordered.map(card => (
            <li key={card.project.id}>
              <ProjectCardLink card={card} />
              <QuietButton
                className={styles.delete}
                aria-label={t('page.delete.open', { name: projectName(card.project, t) })}
                title={t('page.delete.open', { name: projectName(card.project, t) })}
                onClick={() => setDoomed(card.project)}
              >
                <Icon name="bin" />
              </QuietButton>
            </li>
          ))}
        </ul>
      )}
      <DeleteProjectDialog project={doomed} onDeleted={() => heading.current} onClose={() => setDoomed(null)} />
    </section>
  );
}
