import type { Role } from '#shared/domain/own-command.ts';
import styles from './hues.module.css';

/** The class that gives a role its hue (`--hue`), the same wherever it stands. */
export const hueOf = (role: Role): string => styles[role] ?? '';
