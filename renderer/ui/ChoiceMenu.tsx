import { Menu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import styles from './ChoiceMenu.module.css';
import { Icon } from './Icon.tsx';
import { MenuButton, menuItem } from './MenuButton.tsx';

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
  return (
    <MenuButton label={label} face={children}>
      <Menu.RadioGroup value={value} onValueChange={onChoose}>
        {choices.map(choice => (
          <Menu.RadioItem key={choice.value} value={choice.value} closeOnClick lang={choice.lang} className={menuItem}>
            <span className={styles.mark}>
              <Menu.RadioItemIndicator>
                <Icon name="check" />
              </Menu.RadioItemIndicator>
            </span>
            {choice.label}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </MenuButton>
  );
}
