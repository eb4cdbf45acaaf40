import { useAppState, useText } from '../app/context.ts';
import { ProjectCardLink } from './ProjectCardLink.tsx';
import styles from './Projects.module.css';

/** Every project, the latest activity first. */
export function Projects() {
  const t = useText();
  const cards = useAppState(state => state.cards);
  if (cards === null) return null;
  const ordered = [...cards.values()];
  return (
    <section aria-labelledby="projects-heading">
      <div className={styles.heading}>
        <h2 id="projects-heading">{t('page.projects.title')}</h2>
        <span>{ordered.length}</span>
      </div>
      {ordered.length === 0 ? (
        <p className={styles.none}>{t('page.projects.none')}</p>
      ) : (
        <ul className={styles.cards}>
          {ordered.map(card => (
            <li key={card.project.id}>
              <ProjectCardLink card={card} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
