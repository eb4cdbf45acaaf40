import { LANGUAGES, type Language } from '#shared/messages/text.ts';
import { useAppState, useLanguage, useSession, useText } from '../app/context.ts';
import { ChoiceMenu } from './ChoiceMenu.tsx';
import { Icon } from './Icon.tsx';

const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', 'zh-CN': '简体中文' };

/** Language and theme: kept by the core, so that every window of this home looks alike. */
export function InterfaceMenus() {
  const t = useText();
  const language = useLanguage();
  const theme = useAppState(state => state.settings?.theme ?? 'system');
  const { ask } = useSession();
  // A lost connection says so by its banner.
  const set = (change: Parameters<typeof ask<'settings.set'>>[1]) => void ask('settings.set', change).catch(() => {});
  return (
    <>
      <ChoiceMenu
        label={t('page.menu.language', { language: LANGUAGE_NAMES[language] })}
        value={language}
        choices={LANGUAGES.map(value => ({ value, label: LANGUAGE_NAMES[value], lang: value }))}
        onChoose={value => set({ language: value })}
      >
        {LANGUAGE_NAMES[language]}
        <Icon name="down" />
      </ChoiceMenu>
      <ChoiceMenu
        label={t('page.menu.theme')}
        value={theme}
        choices={[
          { value: 'light', label: t('page.theme.light') },
          { value: 'dark', label: t('page.theme.dark') },
          { value: 'system', label: t('page.theme.system') },
        ]}
        onChoose={value => set({ theme: value })}
      >
        <Icon name="theme" />
      </ChoiceMenu>
    </>
  );
}
