import type { Page } from '@playwright/test';

const FOLDER = 'screenshots';
const LANGUAGES = { en: 'English', 'zh-CN': '简体中文' } as const;
const THEMES = ['light', 'dark'] as const;
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

export type PictureLanguage = keyof typeof LANGUAGES;

/**
 * Takes pictures of a page as it stands, in both themes and at both sizes. The language is a setting of the home: it is
 * chosen on a second page, so that what is open on the first stays open.
 */
export class Pictures {
  private readonly page: Page;
  private readonly chooser: Page;

  constructor(page: Page, chooser: Page) {
    this.page = page;
    this.chooser = chooser;
  }

  /**
   * In both languages, as `screenshots/<name>-<language>-<theme>-<width>.png`.
   * @param open opens what the press on the second page may have closed.
   */
  async take(name: string, open?: () => Promise<void>): Promise<void> {
    for (const language of Object.keys(LANGUAGES) as PictureLanguage[]) {
      await this.speak(language);
      if (open) {
        await this.page.keyboard.press('Escape');
        await open();
      }
      await this.takeAsIs(name, language);
    }
    await this.speak('en');
  }

  /** In the language on screen; for states in which no setting can be changed. */
  async takeAsIs(name: string, language: PictureLanguage): Promise<void> {
    for (const size of SIZES) {
      await this.page.setViewportSize(size);
      for (const colorScheme of THEMES) {
        await this.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        // The chart draws at the next frame, the one after shows it.
        await this.page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
        await this.page.screenshot({ path: `${FOLDER}/${name}-${language}-${colorScheme}-${size.width}.png` });
      }
    }
    await this.page.setViewportSize(SIZES[0]!);
    await this.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  }

  private async speak(language: PictureLanguage): Promise<void> {
    await this.chooser.getByRole('button', { name: /^(Language|语言)/ }).click();
    await this.chooser.getByRole('menuitemradio', { name: LANGUAGES[language] }).click();
    await this.page.locator(`html[lang=${language}]`).waitFor();
  }
}
