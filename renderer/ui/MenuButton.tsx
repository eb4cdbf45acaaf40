import { Menu } from '@base-ui/react/menu';
import { type ReactNode, useState } from 'react';
import { QuietButton } from './Button.tsx';
import styles from './MenuButton.module.css';

interface MenuButtonProps {
  label: string;
  /** What the button shows. */
  face: ReactNode;
  /** The label is also a tooltip: the face is an icon alone. */
  titled?: boolean;
  /** The items, each with the class `menuItem`. */
  children: ReactNode;
}

/** The look of an item. */
export const menuItem = styles.item;

/** A quiet button that opens a small menu. */
export function MenuButton({ label, face, titled = false, children }: MenuButtonProps) {
  // The list stays inside of its landmark; `fixed`, it is not cut off by what scrolls around it.
  const [place, setPlace] = useState<HTMLSpanElement | null>(null);
  return (
    <Menu.Root>
      <Menu.Trigger render={<QuietButton />} aria-label={label} {...(titled ? { title: label } : {})}>
        {face}
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
          <Menu.Popup className={styles.popup}>{children}</Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
