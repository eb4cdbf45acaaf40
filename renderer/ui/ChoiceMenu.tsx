import { Menu } from '@base-ui/react/menu';
import { type ReactNode, useState } from 'react';
import { QuietButton } from './Button.tsx';
import styles from './ChoiceMenu.module.css';
import { Icon } from './Icon.tsx';

interface ChoiceMenuProps<T extends string> {
  label: string;
  /** What the button shows. */
  children: ReactNode;
  value: T;
  choices: readonly { value: T; label: string; lang?: string }[];
  onChoose(value: T): void;
}

/** A small menu in which one of a few things is chosen. */
export function ChoiceMenu<T extends string>({ label, children, value, choices, onChoose }: ChoiceMenuProps<T>) {
  // The list stays inside of its landmark; `fixed`, it is not cut off by what scrolls around it.
  const [place, setPlace] = useState<HTMLSpanElement | null>(null);
  return (
    <Menu.Root>
      <Menu.Trigger render={<QuietButton />} aria-label={label}>
        {children}
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
            <Menu.RadioGroup value={value} onValueChange={onChoose}>
              {choices.map(choice => (
                <Menu.RadioItem
                  key={choice.value}
                  value={choice.value}
                  closeOnClick
                  lang={choice.lang}
                  className={styles.item}
                >
                  <span className={styles.mark}>
                    <Menu.RadioItemIndicator>
                      <Icon name="check" />
                    </Menu.RadioItemIndicator>
                  </span>
                  {choice.label}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
