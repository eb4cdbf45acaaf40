import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { AppContext } from '#renderer/app/context.ts';
import { Session } from '#renderer/client/session.ts';
import { createAppStore } from '#renderer/client/state.ts';
import { type ExplainedRule, isExplained, PICTURES } from '#renderer/why/picture-by-rule.ts';
import { paragraphsOf } from '#renderer/why/WhyPanel.tsx';
import type { Ask } from '#shared/contract/requests.ts';
import { RULES } from '#shared/domain/evidence.ts';
import { en } from '#shared/messages/en.ts';
import { hasMessage, LANGUAGES, type Language, text } from '#shared/messages/text.ts';

// Here is no window whose theme could be asked for.
vi.mock('#renderer/theme.ts', () => ({ useTheme: () => 'light' }));

const store = (language: Language) => createAppStore(language);
const silent = {
  ask: (() => Promise.reject(new Error('nobody is asked'))) as Ask,
  onEvent: () => () => {},
  onConnection: () => () => {},
};

function markup(rule: ExplainedRule, language: Language): string {
  const Picture = PICTURES[rule];
  const app = { store: store(language), session: new Session(silent, store(language)) };
  return renderToStaticMarkup(
    <AppContext value={app}>
      <Picture label={text(language, `why.${rule}.picture`)} />
    </AppContext>,
  );
}

describe.each(RULES.filter(isExplained))('why rule %s is there', rule => {
  it('is told in two or three paragraphs, under a name', () => {
    expect(hasMessage(`why.${rule}.title`)).toBe(true);
    const paragraphs = paragraphsOf(rule);
    expect(paragraphs.length).toBeGreaterThanOrEqual(2);
    for (const key of paragraphs) for (const language of LANGUAGES) expect(text(language, key)).not.toBe(key);
  });

  it.each(LANGUAGES)('has a picture that is described, with every place in it a number: %s', language => {
    const svg = markup(rule, language);
    expect(svg).toContain('role="img"');
    expect(svg).toContain(`aria-label="${text(language, `why.${rule}.picture`)}"`);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });
});

it('no text is about a rule that there is not', () => {
  const known = new Set<string>([...RULES, 'open', 'close', 'chip', 'word']);
  const asked = Object.keys(en).filter(key => key.startsWith('why.'));
  expect(asked.filter(key => !known.has(key.split('.')[1] ?? ''))).toEqual([]);
});
