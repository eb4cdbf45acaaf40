import { hrefOf, type ProjectRoute } from '../app/route.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import styles from './RailLink.module.css';

interface RailLinkProps {
  route: ProjectRoute;
  icon: IconName;
  text: string;
  isOpen: boolean;
}

/** The way to a page of the project that is no step of the method. */
export const RailLink = ({ route, icon, text, isOpen }: RailLinkProps) => (
  <a className={styles.link} href={hrefOf(route)} {...(isOpen && { 'aria-current': 'page' as const })}>
    <Icon name={icon} />
    {text}
  </a>
);
