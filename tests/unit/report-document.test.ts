import { describe, expect, it } from 'vitest';
import type { OwnCommand } from '#shared/domain/own-command.ts';
import type { Decision, Stage } from '#shared/domain/project.ts';
import type { Statement } from '#shared/domain/reason.ts';
import type { StageRecommendation } from '#shared/domain/recommendation.ts';
import type { Report, ReportRun } from '#shared/domain/report.ts';
import type { Trial } from '#shared/domain/trial.ts';
import type { TuneRun, TuneShare, TuneStage } from '#shared/domain/tune.ts';
import { LANGUAGES } from '#shared/messages/text.ts';
import { pointOf } from '#shared/method/stages/stage-definition.ts';
import { assembleReport, type StoredProject } from '#shared/report/assemble.ts';
import type { Block, Section } from '#shared/report/blocks.ts';
import { configurationForms } from '#shared/report/configuration.ts';
import { reportDocument } from '#shared/report/document.ts';
import { reportHtml } from '#shared/report/html.ts';
import { reportMarkdown } from '#shared/report/markdown.ts';
import { aDecision, aProject, aStage, aTrial } from '../contract/store-fixtures.ts';
import { someFacts, someReport } from '../tools/prepared-facts.ts';

const DIGEST = 'cd'.repeat(32);
const project = aProject({ facts: someFacts(), dataDigest: DIGEST });

/** A ladder of its trials that recommends 0.1; its evidence names the rule. */
function ladder(changes: Partial<Stage> = {}, trials: (stage: Stage) => Trial[] = twoTrials) {
  const stage = aStage(project, {
    status: 'finished',
    inputs: { dataDigest: DIGEST, network: null, configuration: {} },
    tookMs: 65_000,
    ...changes,
  });
  const all = trials(stage);
  const recommendation: StageRecommendation = {
    ranking: all.map(({ id }, i) => ({ trialId: id, rank: i === 0 ? 1 : null, figures: {} })),
    set: { learningRate: 0.1, steps: 900 },
    evidence: [
      {
        rule: 'L3',
        verdict: 'good',
        title: { key: 'page.close', values: {} },
        body: { key: 'data.split.way.random', values: {} },
        remedy: null,
      },
    ],
    detail: null,
    ruleVersion: 3,
  };
  const run: Omit<ReportRun, 'standing'> = {
    stage,
    trials: all,
    recommendation,
    curvesOf: 'dev',
    curves: all.map(({ id }) => ({ trialId: id, steps: [0, 10, 20], values: [2.3, 0.9, 1.1] })),
  };
  return run;
}

const result = {
  steps: 600,
  trainLoss: 0.5,
  devLoss: 0.8,
  devMetric: 0.8,
  lowestDevLoss: 0.7,
  lowestAt: 400,
  lowestMetric: 0.85,
  seconds: 3,
  stepMs: 1,
  ratioMedian: 0.001,
};
const trialAt = (stage: Stage, learningRate: number, position: number, changes: Partial<Trial> = {}): Trial => {
  const trial = aTrial(stage, { position, status: 'finished', result, point: pointOf({ learningRate }), ...changes });
  return { ...trial, hyperparameters: { ...trial.hyperparameters, learningRate } };
};
const twoTrials = (stage: Stage): Trial[] => [
  trialAt(stage, 0.1, 0),
  trialAt(stage, 0.01, 1, { status: 'pruned', reason: { key: 'page.close', values: {} } }),
];

function stored(
  run: Omit<ReportRun, 'standing'> | null,
  decisions: Decision[],
  changes: Partial<StoredProject> = {},
): StoredProject {
  return {
    version: '1.2.3',
    madeAt: 1_700_000_000_000,
    platform: 'linux',
    project,
    probes: [],
    testReadings: [],
    read: someReport(),
    preparations: [],
    decisions,
    tunes: [],
    runs: run ? [run] : [],
    ...changes,
  };
}

const accepted = (run: Omit<ReportRun, 'standing'>, changes: Partial<Decision> = {}): Decision =>
  aDecision(run.stage, { dataDigest: DIGEST, network: null, configuration: {}, ...changes });

/** Every text of a section, whatever block it stands in. */
const textOf = (sections: readonly Section[]): string => JSON.stringify(sections);
const sectionOf = (report: Report, id: string): Section => {
  const found = reportDocument(report, 'en').sections.find(section => section.id === id);
  if (!found) throw new Error(`no section ${id}`);
  return found;
};
const blocksOf = <Kind extends Block['kind']>(section: Section, kind: Kind) =>
  section.blocks.filter((block): block is Extract<Block, { kind: Kind }> => block.kind === kind);

describe('R3: what a report is put together from', () => {
  it('takes the run that the decision rests on, not the newest one', () => {
    const [first, newest] = [ladder(), ladder()];
    const { steps } = assembleReport(stored(null, [accepted(first)], { runs: [first, newest] }));
    expect(steps[0]).toMatchObject({ kind: 'learningRate', run: { stage: { id: first.stage.id } } });
    expect(steps[0]?.others.map(({ stage }) => stage.id)).toEqual([newest.stage.id]);
  });

  it('has every stage of the method, also those that were not run, and says so', () => {
    const report = assembleReport(stored(null, []));
    expect(report.steps.map(({ run }) => run)).toEqual(report.steps.map(() => null));
    const told = textOf([sectionOf(report, 'apart')]);
    for (const name of ['Learning rate', 'Batch & momentum', 'Decay', 'Final runs'])
      expect(told).toContain(`${name}: not run.`);
    expect(textOf([sectionOf(report, 'result')])).toContain('Nothing was accepted yet');
    expect(report.configuration.learningRate).toBeUndefined();
    expect(configurationForms(report)).toMatchObject({ flags: null, pytorch: null });
  });

  it('gives the accepted configuration as JSON, as flags and for PyTorch, with the same numbers', () => {
    const run = ladder();
    const { json, flags, pytorch } = configurationForms(assembleReport(stored(run, [accepted(run)])));
    expect(JSON.parse(json)).toMatchObject({ learningRate: 0.1, steps: 900, batchSize: 64, model: 'mlp' });
    expect(JSON.parse(json)).not.toHaveProperty('filters');
    expect(flags).toMatch(/^descent trial --data sample:digits .*--steps 900 .*--lr 0\.1$/);
    expect(pytorch).toContain('LEARNING_RATE = 0.1');
    expect(pytorch).toContain('NUM_STEPS = 900');
  });

  it('tells a decay as flags of the command', () => {
    const run = ladder();
    const decay = accepted(run, {
      stageId: null,
      kind: 'decay',
      set: { schedule: { kind: 'exponential', start: 500, rate: 0.5, period: 80 } },
      configuration: null,
    });
    const { flags } = configurationForms(assembleReport(stored(run, [accepted(run), decay])));
    expect(flags).toContain('--schedule exponential --start 500 --rate 0.5 --period 80');
  });

  it('calls what was made on other data out of date, in its stage and in the end', () => {
    const run = ladder();
    const report = assembleReport(stored(run, [accepted(run, { dataDigest: '00'.repeat(32) })]));
    expect(report.steps[0]?.decision?.standing).toBe('otherData');
    expect(textOf([sectionOf(report, 'learningRate')])).toContain('other data than the project has now');
    expect(textOf([sectionOf(report, 'apart')])).toContain('Out of date');
    expect(textOf([sectionOf(report, 'result')])).toContain('out of date');
  });
});

describe('R3: what a report says', () => {
  const run = ladder();

  it('says what a person took instead of what was recommended, and what they set themselves', () => {
    const decision = accepted(run, { recommended: false, set: { learningRate: 0.03, steps: 500 } });
    const changed = stored(run, [decision], {
      project: { ...project, choice: { drop: ['id'], target: 'quality' } },
    });
    const told = textOf([sectionOf(assembleReport(changed), 'apart')]);
    expect(told).toContain('You took learning rate 0.03, steps 500 instead of learning rate 0.1, steps 900');
    expect(told).toContain('id is left out');
    expect(told).toContain('quality is predicted');
  });

  it('does not call a decision overruled that was taken as recommended', () => {
    const told = textOf([sectionOf(assembleReport(stored(run, [accepted(run)])), 'apart')]);
    expect(told).not.toContain('You took');
  });

  it('makes strong what was chosen, whatever came first', () => {
    const strongOf = (set: Decision['set']) => {
      const decided = stored(run, [accepted(run, { recommended: false, set })]);
      const [table] = blocksOf(sectionOf(assembleReport(decided), 'learningRate'), 'table');
      return table?.rows.flatMap(row => row.filter(cell => typeof cell === 'object')) ?? [];
    };
    expect(strongOf({ learningRate: 0.1, steps: 900 })).toEqual([{ strong: '0.1' }]);
    expect(strongOf({ learningRate: 0.01, steps: 900 })).toEqual([{ strong: '0.01' }]);
    expect(strongOf({ learningRate: 0.5, steps: 900 })).toEqual([]);
  });

  it('says of a guided run what it had to spend, and why it left a stage out', () => {
    const cost = { steps: 0, ms: null };
    const share = (kind: string, choice: object | null, says: TuneShare['says']): TuneShare => ({
      ...{
        line: kind,
        kind,
        name: null,
        choice: choice as TuneShare['choice'],
        atMost: cost,
        about: cost,
        says,
        without: null,
      },
    });
    const leftOut = share('decay', null, { key: 'tune.leftOut.steps', values: { least: 25_000 } });
    const tune: TuneRun = {
      ...{ id: 't', projectId: project.id, auto: true, seed: 1, status: 'finished', problem: null },
      ...{ createdAt: 1, endedAt: 2, budget: { unit: 'steps', most: 9000 } },
      plan: { shares: [leftOut], available: 9000, planned: 9000, fits: true, least: 1 },
      stages: [
        {
          ...{ kind: 'decay', stageId: null, share: leftOut, outcome: 'leftOut', set: null },
          ...{ rule: null, advice: null, used: null, cutShort: false },
        },
      ],
    };
    const report = assembleReport(stored(run, [accepted(run)], { tunes: [tune] }));
    expect(textOf([sectionOf(report, 'result')])).toContain('A guided run within 9,000 steps');
    for (const id of ['decay', 'apart'])
      expect(textOf([sectionOf(report, id)])).toContain('it would fit into a budget of 25,000 steps');
    // A stage that was run by itself since is no longer one that was left out.
    expect(textOf([sectionOf(report, 'learningRate')])).not.toContain('guided run');
    expect(textOf([sectionOf(assembleReport(stored(run, [accepted(run)])), 'result')])).not.toContain('guided run');
  });

  it('says what the second ladder of a guided run was for, and how the two optimizers compare', () => {
    const cost = { steps: 0, ms: null };
    const number = (value: number) => ({ as: 'number' as const, value });
    const optimizer = (value: 'adam' | 'sgd') => ({ as: 'optimizer' as const, value });
    const noise: Statement = {
      key: 'tune.optimizer.noise',
      values: {
        ...{ own: optimizer('adam'), other: optimizer('sgd'), taken: optimizer('adam') },
        ...{ loss: number(0.7), otherLoss: number(0.71), noise: number(0.02) },
      },
    };
    const stageOf = (line: string, stageId: string, advice: TuneStage['advice']): TuneStage => ({
      ...{ kind: 'learningRate', stageId, outcome: 'accepted', set: null, rule: 'L3', advice, used: null },
      share: {
        ...{ line, kind: 'learningRate', name: null, choice: {}, atMost: cost, about: cost, without: null },
        says: { key: 'tune.does.ladder', values: { rates: 6, steps: 900 } },
      },
      cutShort: line === 'otherOptimizer',
    });
    const [first, second] = [ladder(), ladder()];
    const tune: TuneRun = {
      ...{ id: 't', projectId: project.id, auto: true, seed: 1, status: 'finished', problem: null },
      ...{ createdAt: 1, endedAt: 2, budget: { unit: 'steps', most: 9000 } },
      plan: { shares: [], available: 9000, planned: 9000, fits: true, least: 1 },
      stages: [
        stageOf('learningRate', first.stage.id, null),
        stageOf('otherOptimizer', second.stage.id, { take: true, says: noise }),
      ],
    };
    const runs = { runs: [first, second], tunes: [tune] };
    for (const taken of [first, second]) {
      const report = assembleReport(stored(null, [accepted(taken)], runs));
      const told = sectionOf(report, 'learningRate');
      const [evidence] = blocksOf(told, 'evidence');
      const body = evidence?.items.at(-1)?.body;
      expect(body).toContain('a second ladder with another optimizer');
      expect(body).toContain('Adam and SGD can’t be told apart: dev loss 0.700 against 0.710');
      // Of the two, what a guided run says of one is of that one.
      expect(textOf([told]).includes('Its share of the guided run')).toBe(taken === second);
      expect(textOf([sectionOf(report, 'apart')])).toContain('Adam and SGD can’t be told apart');
    }
    // A person may skip what it says.
    const [one, two] = tune.stages as [TuneStage, TuneStage];
    const skipped = { ...tune, stages: [one, { ...two, outcome: 'skipped' as const }] };
    const kept = assembleReport(stored(null, [accepted(first)], { ...runs, tunes: [skipped] }));
    expect(textOf([sectionOf(kept, 'learningRate')])).toContain('You skipped it, so what was there stays');
    expect(textOf([sectionOf(kept, 'result')])).not.toContain('without asking');
    // What was run by itself since is no part of it.
    const since = ladder();
    const later = assembleReport(stored(null, [accepted(since)], { ...runs, runs: [first, second, since] }));
    expect(textOf([sectionOf(later, 'learningRate')])).not.toContain('a second ladder');
  });

  it('names what was pruned, and other optimizers, as not tried', () => {
    const told = textOf([sectionOf(assembleReport(stored(run, [accepted(run)])), 'apart')]);
    expect(told).toContain('1 trial was stopped early, since it could not win any more (0.01)');
    expect(told).toContain('Adam');
  });

  it('without final runs says that no figure is on rows which had no part in choosing', () => {
    const told = textOf([sectionOf(assembleReport(stored(run, [accepted(run)])), 'result')]);
    expect(told).toContain('No final runs were made');
    expect(told).toContain('Dev loss 0.700 and accuracy 85.0 % after 400 steps');
  });

  it('warns where the test rows were read more than once, and only there', () => {
    const reading = { id: 'a', projectId: project.id, stageId: 's', kind: 'trial', dataDigest: DIGEST, createdAt: 1 };
    const resultOf = (testReadings: StoredProject['testReadings']) =>
      sectionOf(assembleReport(stored(run, [accepted(run)], { testReadings })), 'result');
    expect(textOf([resultOf([reading])])).toContain('read once, for a single trial');
    const often = resultOf([reading, { ...reading, id: 'b', kind: 'finalRuns' }]);
    expect(blocksOf(often, 'notice').map(({ parts }) => parts.join(''))).toContainEqual(
      expect.stringContaining('were read 2 times'),
    );
  });

  it('folds a long table of trials, and keeps every trial in it', () => {
    const many = ladder({}, stage => Array.from({ length: 30 }, (_, i) => trialAt(stage, 0.1 / (i + 1), i)));
    const section = sectionOf(assembleReport(stored(many, [accepted(many)])), 'learningRate');
    const [table] = blocksOf(section, 'table');
    expect(table).toMatchObject({ folded: true });
    expect(table?.rows.length).toBe(30);
    const [short] = blocksOf(sectionOf(assembleReport(stored(run, [accepted(run)])), 'learningRate'), 'table');
    expect(short).toMatchObject({ folded: false });
  });

  it('of a person’s command tells its roles, its line, and what could not be known', () => {
    const command: OwnCommand = {
      template: [
        [{ text: 'python' }],
        [{ text: 'train.py' }],
        [{ text: '--lr' }],
        [{ role: 'learningRate', written: '0.5' }],
      ],
      folder: '/home/somebody/project',
      figures: {
        loss: { source: 'printed', name: 'loss' },
        devLoss: null,
        devMetric: null,
        learningRate: null,
        updateRatio: null,
        step: null,
        unit: 'step',
      },
      steps: 900,
      stepsPerCount: 1,
    };
    const own = aProject({ command, facts: null, network: null, dataDigest: DIGEST });
    const decision = accepted(run, { set: { learningRate: 0.1, steps: 900 } });
    const report = assembleReport(stored(run, [decision], { project: own, read: null }));
    const told = textOf([sectionOf(report, 'data')]);
    expect(told).toContain('python train.py --lr 0.5');
    expect(told).toContain('learning rate');
    expect(told).toContain('isn’t known here');
    expect(told).toContain('no dev loss');
    expect(configurationForms(report)).toMatchObject({ flags: 'python train.py --lr 0.1', pytorch: null });
    expect(textOf([sectionOf(report, 'apart')])).toContain('Batch & momentum: left out');
    expect(() => reportHtml(reportDocument(report, 'zh-CN'))).not.toThrow();
  });
});

/** What people call their files, classes and columns, and worse. */
const NASTY = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'a|b',
  '`code` ``more``',
  'שלום \u202eevil',
  '🙂 emoji',
  '# heading\n- item',
  '[link](https://example.com)',
  '\u0000\u001b[31m',
  '{count} {{name}}',
];

function nasty(): Report {
  const run = ladder();
  const name = NASTY.join(' ');
  const facts = someFacts({
    source: name,
    classes: [...NASTY, ...Array.from({ length: 200 }, (_, i) => `class ${i}`)],
    classCounts: Array.from({ length: 210 }, (_, i) => i),
    target: name,
  });
  return assembleReport(
    stored(run, [accepted(run)], {
      project: { ...project, name, source: name, facts, choice: { drop: NASTY, target: name } },
      read: someReport({
        leftOut: [{ reason: { key: 'data.leftOut.noPart', values: { column: name } }, rows: 3, examples: [] }],
      }),
    }),
  );
}

/** Tags of a document, in order; whatever `<` begins no tag is a mistake. */
const tagsOf = (html: string) => [
  ...html.replace(/<style>[\s\S]*?<\/style>/, '').matchAll(/<(\/?)([a-z][a-z0-9]*)([^<>]*)>/gi),
];
const VOID = new Set(['meta', 'path', 'circle', 'rect']);

describe('R3: the HTML file', () => {
  it.each(LANGUAGES)('is well-formed, loads nothing, runs nothing, and names each thing once (%s)', language => {
    const html = reportHtml(reportDocument(nasty(), language));
    const open: string[] = [];
    for (const [, closes, tag = '', rest = ''] of tagsOf(html)) {
      if (closes) expect(open.pop()).toBe(tag);
      else if (!VOID.has(tag) || (!rest.endsWith('/') && tag !== 'meta')) open.push(tag);
      expect(tag).not.toMatch(/^(script|img|link|iframe|object|embed)$/i);
      expect(rest.replace(/"[^"]*"/g, '')).not.toMatch(/\son\w+|\ssrc|\sjavascript/i);
      for (const [, href] of rest.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^#/);
    }
    expect(open).toEqual([]);
    expect(html).toContain('default-src &#39;none&#39;');
    expect(html).not.toMatch(/url\((?!#)|@import/);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(html).toContain(`<html lang="${language}">`);
  });

  it('shows what looks like markup as text, and keeps what turns the direction of writing to itself', () => {
    const html = reportHtml(reportDocument(nasty(), 'en'));
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<img');
    expect(html).toMatch(/<bdi>[^<]*שלום/);
    expect(html).not.toContain('\u0000');
    expect(html).toContain('{count} {{name}}');
  });

  it('names some of two hundred classes, says how many more there are, and stays light', () => {
    const html = reportHtml(reportDocument(nasty(), 'en'));
    expect(html).toContain('and 190 more');
    expect(html.length).toBeLessThan(500_000);
  });
});

describe('R3: the Markdown file', () => {
  it('shows what looks like markup as text, and breaks no table', () => {
    const { text: whole } = reportMarkdown(reportDocument(nasty(), 'en'));
    // What is fenced is shown as it is.
    const markdown = whole.replace(/^(`{3,})\w+\n[\s\S]*?\n\1$/gm, '');
    expect(markdown.length).toBeLessThan(whole.length);
    expect(markdown).not.toContain('<script');
    expect(markdown).not.toMatch(/[^\\]\[link\]\(/);
    for (const [table] of markdown.matchAll(/(?:^\|.*\n)+/gm)) {
      const cells = table
        .trim()
        .split('\n')
        .map(line => line.replaceAll('\\|', '').split('|').length);
      expect(new Set(cells).size).toBe(1);
    }
    expect(markdown.split('\n').filter(line => /^# /.test(line)).length).toBe(1);
  });

  it('says what the HTML says: every heading, every piece of evidence, every trial, the configuration', () => {
    const run = ladder();
    const document = reportDocument(assembleReport(stored(run, [accepted(run)])), 'en');
    const [html, markdown] = [reportHtml(document), reportMarkdown(document).text];
    const plain = (told: string) => told.replace(/\\/g, '');
    for (const { title, blocks } of document.sections) {
      expect(html).toContain(`>${title.replaceAll('&', '&amp;')}</h2>`);
      expect(plain(markdown)).toContain(`## ${title.replaceAll('&', '&amp;')}`);
      for (const block of blocks) {
        const said =
          block.kind === 'evidence'
            ? block.items.map(({ body }) => body)
            : block.kind === 'code'
              ? [block.content.trim().split('\n')[0]!]
              : block.kind === 'list'
                ? block.items
                : [];
        for (const text of said) {
          expect(plain(markdown), text).toContain(block.kind === 'code' ? text : text.replaceAll('&', '&amp;'));
          expect(html, text).toContain(text.replaceAll('&', '&amp;').replaceAll('"', '&quot;'));
        }
      }
    }
  });
});
