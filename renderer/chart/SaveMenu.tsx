import { Menu } from '@base-ui/react/menu';
import { useState } from 'react';
import { type Language, text } from '#shared/messages/text.ts';
import { QuietButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import styles from './SaveMenu.module.css';

interface SaveMenuProps {
  language: Language;
  onSave(kind: 'png' | 'csv'): void;
}

/** Saves the chart as a picture or as numbers. */
export function SaveMenu({ language, onSave }: SaveMenuProps) {
  const label = text(language, 'chart.save');
  // The list stays inside of its landmark; `fixed`, it is not cut off by what scrolls around it.
  const [place, setPlace] = useState<HTMLSpanElement | null>(null);
  return (
    <Menu.Root>
      <Menu.Trigger render={<QuietButton />} aria-label={label} title={label}>
        <Icon name="save" />
      </Menu.Trigger>
      <span ref={setPlace} />
      <Menu.Portal container={place}>
        <Menu.Positioner
          positionMethod="fixed"
          sideOffset={4}
          align="end"
          collisionPadding={8}
          className={styles.positioner}
        >
          <Menu.Popup className={styles.popup}>
            <Menu.Item className={styles.item} onClick={() => onSave('png')}>
              {text(language, 'chart.savePng')}
            </Menu.Item>
            <Menu.Item className={styles.item} onClick={() => onSave('csv')}>
              {text(language, 'chart.saveCsv')}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
