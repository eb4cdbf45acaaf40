import { Menu } from '@base-ui/react/menu';
import { memo } from 'react';
import { type Language, text } from '#shared/messages/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { MenuButton, menuItem } from '../ui/MenuButton.tsx';

interface SaveMenuProps {
  language: Language;
  onSave(kind: 'png' | 'csv'): void;
}

/** Saves the chart as a picture or as numbers. */
export const SaveMenu = memo(function SaveMenu({ language, onSave }: SaveMenuProps) {
  return (
    <MenuButton label={text(language, 'chart.save')} face={<Icon name="save" />} titled>
      <Menu.Item className={menuItem} onClick={() => onSave('png')}>
        {text(language, 'chart.savePng')}
      </Menu.Item>
      <Menu.Item className={menuItem} onClick={() => onSave('csv')}>
        {text(language, 'chart.saveCsv')}
      </Menu.Item>
    </MenuButton>
  );
});
