import { type ShownPart, shownParts } from '#shared/command/arguments.ts';
import type { CommandTemplate } from '#shared/domain/own-command.ts';
import { useText } from '../app/context.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import panel from '../ui/panel.module.css';
import styles from './AsTyped.module.css';
import { hueOf } from './hues.ts';

/** A command as it was typed: each role in its hue, named below it; the rest stays as it is. */
export function AsTyped({ template, folder }: { template: CommandTemplate; folder: string }) {
  const t = useText();
  const parts = shownParts(template);
  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="as-typed-heading">
      <div className={styles.caption}>
        <h2 id="as-typed-heading">{t('commandPage.asTyped')}</h2>
        <p>{t('commandPage.asTyped.note')}</p>
        <CopyButton label={t('commandPage.copy')} content={() => parts.map(({ text }) => text).join(' ')} />
      </div>
      <div className={styles.line}>
        {parts.map(part => (
          <Part key={part.text} part={part} />
        ))}
      </div>
      <p className={styles.folder}>{t('commandPage.runsIn', { folder })}</p>
    </section>
  );
}

function Part({ part: { text, role } }: { part: ShownPart }) {
  const t = useText();
  return (
    <span className={`${styles.part} ${role ? hueOf(role) : styles.rest}`}>
      <code>{text}</code>
      <small>{role && t(`command.role.${role}`)}</small>
    </span>
  );
}
