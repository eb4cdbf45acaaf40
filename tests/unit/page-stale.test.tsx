import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { AppContext } from '#renderer/app/context.ts';
import { Session } from '#renderer/client/session.ts';
import { createAppStore } from '#renderer/client/state.ts';
import { OtherDecision } from '#renderer/stage/OtherDecision.tsx';
import type { Present } from '#renderer/stage/project-steps.ts';
import { StaleNotice } from '#renderer/stage/StaleNotice.tsx';
import { decisionMark } from '#renderer/stage/stage-decision.ts';
import { partsOf } from '#renderer/stages/registry.ts';
import type { Ask } from '#shared/contract/requests.ts';
import type { NetworkChoice } from '#shared/domain/hyperparameters.ts';
import type { Decision } from '#shared/domain/project.ts';
import { text } from '#shared/messages/text.ts';
import { someFacts } from '../tools/prepared-facts.ts';
import { stageView } from './page-views.ts';

const parts = partsOf('learningRate');
const silent = {
  ask: (() => Promise.reject(new Error('nobody is asked'))) as Ask,
  onEvent: () => () => {},
  onConnection: () => () => {},
};

function markup(element: React.ReactNode, language: 'en' | 'zh-CN'): string {
  const store = createAppStore(language);
  const app = { store, session: new Session(silent, store) };
  // Spaces that don't break stand in some texts.
  return renderToStaticMarkup(<AppContext value={app}>{element}</AppContext>).replaceAll('\u00a0', ' ');
}

const network: NetworkChoice = { model: 'textcnn', hidden: [], filters: [64], embedding: 32 };
const facts = someFacts({ kind: 'text', image: null, tokens: { vocabulary: 100, length: 20 } });
const present: Present = { ...stageView([]).project, facts, dataDigest: '22222222bb', network, before: {} };
const decision: Decision = {
  id: 'd',
  projectId: 'project',
  stageId: null,
  probeId: 'probe',
  kind: 'learningRate',
  set: { learningRate: 0.1, steps: 600 },
  configuration: null,
  ruleVersion: 1,
  recommended: true,
  evidence: null,
  dataDigest: '22222222bb',
  network,
  createdAt: 0,
};
const changes = {
  otherData: { dataDigest: '11111111aa' },
  otherNetwork: { network: { ...network, embedding: 64 } },
};
const told = {
  en: {
    otherData: 'Data 11111111 → 22222222, 12 texts, 2 classes.',
    otherNetwork: 'Network Text CNN, 64 numbers a word, 64 filters → Text CNN, 32 numbers a word, 64 filters.',
  },
  'zh-CN': {
    otherData: '数据 11111111 → 22222222（12 条文本，2 类）。',
    otherNetwork: '网络 文本 CNN，每词 64 个数，64 个滤波器 → 文本 CNN，每词 32 个数，64 个滤波器。',
  },
};

describe.each(['en', 'zh-CN'] as const)('a decision that is out of date (%s)', language => {
  it.each(['otherData', 'otherNetwork'] as const)('says why, and from what to what: %s', standing => {
    const stale = { ...decision, ...changes[standing] };
    const notice = markup(
      <StaleNotice parts={parts} decision={stale} present={present} onAgain={() => {}} />,
      language,
    );
    expect(notice).toContain(text(language, `decision.stale.title.${standing}`));
    expect(notice).toContain(told[language][standing]);
    expect(notice).toContain(text(language, 'decision.stale.keep'));
    const page = standing === 'otherData' ? 'data' : 'model';
    expect(notice).toContain(`/${page}">${text(language, `decision.change.see.${page}`)}</a>`);
    const elsewhere = markup(<OtherDecision parts={parts} decision={stale} present={present} />, language);
    expect(elsewhere).toContain(text(language, 'decision.mark.outOfDate'));
    expect(elsewhere).toContain(told[language][standing]);
  });

  it('names the optimizer, batch size and dropout of another ladder', () => {
    const was = { optimizer: 'sgd', batchSize: 64, learningRate: 0.1, steps: 600 } as const;
    const is = { optimizer: 'adam', batchSize: 32, dropout: 0.2, learningRate: 0.1, steps: 600 } as const;
    const stale: Decision = { ...decision, kind: 'batchMomentum', configuration: was };
    const notice = markup(
      <StaleNotice
        parts={partsOf('batchMomentum')}
        decision={stale}
        present={{ ...present, before: is }}
        onAgain={() => {}}
      />,
      language,
    );
    expect(notice).toContain(
      language === 'en'
        ? 'Since then: optimizer SGD → Adam, batch size 64 → 32, dropout 0 → 0.2.'
        : '此后改变：优化器 SGD → Adam、批大小 64 → 32、dropout 0 → 0.2。',
    );
  });

  it('is not said of one that holds', () => {
    expect(
      markup(<StaleNotice parts={parts} decision={decision} present={present} onAgain={() => {}} />, language),
    ).toBe('');
    const elsewhere = markup(<OtherDecision parts={parts} decision={decision} present={present} />, language);
    expect(elsewhere).not.toContain(text(language, 'decision.stale.keep'));
  });
});

it('a decision is marked as accepted, kept or out of date', () => {
  const evidence = { dataDigest: '11111111aa', network };
  expect(decisionMark(decision, present, decision)).toBe('accepted');
  expect(decisionMark(decision, present, evidence)).toBe('kept');
  expect(decisionMark({ ...decision, ...evidence }, present, evidence)).toBe('outOfDate');
});
