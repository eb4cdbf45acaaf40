import { type Language, type MessageKey, text } from '#shared/messages/text.ts';
import type { MenuItem, MenuRole } from './electron-api.ts';

/** The menu bar in a language. */
export function menuTemplate(language: Language, platform: NodeJS.Platform = process.platform): MenuItem[] {
  const item = (role: MenuRole): MenuItem => ({ role, label: text(language, LABELS[role]) });
  const menu = (key: MessageKey, ...submenu: MenuItem[]): MenuItem => ({ label: text(language, key), submenu });
  const line: MenuItem = { type: 'separator' };
  const app = platform === 'darwin' ? { label: 'Descent', submenu: [item('about'), line, item('quit')] } : null;
  return [
    app ?? menu('menu.file', item('about'), line, item('quit')),
    menu('menu.edit', item('undo'), item('redo'), line, item('cut'), item('copy'), item('paste'), item('selectAll')),
    menu(
      'menu.view',
      item('reload'),
      line,
      item('resetZoom'),
      item('zoomIn'),
      item('zoomOut'),
      line,
      item('togglefullscreen'),
    ),
    menu('menu.window', item('minimize'), item('close')),
  ];
}

const LABELS: Record<MenuRole, MessageKey> = {
  about: 'menu.about',
  close: 'menu.close',
  copy: 'menu.copy',
  cut: 'menu.cut',
  minimize: 'menu.minimize',
  paste: 'menu.paste',
  quit: 'menu.quit',
  redo: 'menu.redo',
  reload: 'menu.reload',
  resetZoom: 'menu.resetZoom',
  selectAll: 'menu.selectAll',
  togglefullscreen: 'menu.fullscreen',
  undo: 'menu.undo',
  zoomIn: 'menu.zoomIn',
  zoomOut: 'menu.zoomOut',
};
