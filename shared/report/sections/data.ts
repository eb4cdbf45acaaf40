import { shownCommand } from '../../command/shown.ts';
import { renderCommand, writtenFor } from '../../command/template.ts';
import { saidApart } from '../../domain/data-choice.ts';
import type { DataChoice, DatasetFacts, SplitWay } from '../../domain/dataset.ts';
import { Hyperparameters } from '../../domain/hyperparameters.ts';
import { decidedRoles, type OwnCommand } from '../../domain/own-command.ts';
import type { Reason } from '../../domain/reason.ts';
import type { Report } from '../../domain/report.ts';
import { parameterCountFor } from '../../method/networks/parameter-count.ts';
import type { Block, Section } from '../blocks.ts';
import type { Writer } from '../writer.ts';

/** Class labels that are named; of more, how many there are. */
const MOST_LABELS = 20;
const DIGEST_SHOWN = 12;

/** What was learned from, and what was held out [M9]; of a person's command, what is known of it. */
export function dataSection(write: Writer): Section {
  const { project } = write.report;
  if (project.command) return commandSection(write, project.command);
  return {
    id: 'data',
    title: write.say('report.data.title'),
    question: null,
    blocks: project.facts
      ? [{ kind: 'facts', rows: factRows(write, project.facts) }, ...foundBlocks(write)]
      : [{ kind: 'notice', verdict: 'warn', parts: [write.say('report.data.unread')] }],
  };
}

function factRows(write: Writer, facts: DatasetFacts) {
  const { data, project } = write.report;
  const { train, dev, test } = facts.rows;
  const rows: [string, string | null][] = [
    [write.say('report.data.source'), facts.source],
    [
      write.say('report.data.kind'),
      write.say('report.data.kindValue', {
        kind: write.say(`data.kind.${facts.kind}`),
        task: write.say(`data.task.${facts.task}`),
        format: write.say(`data.format.${facts.format}`),
      }),
    ],
    [write.say('report.data.target'), facts.target],
    [write.say('report.data.inputs'), inputsText(write, facts)],
    [write.say('report.data.leftOutColumns'), leftOutColumns(write)],
    [write.say('report.data.classes'), facts.task === 'classification' ? classesText(write, facts) : null],
    [
      write.say('report.data.rows'),
      write.say('report.data.rowsValue', { train: write.count(train), dev: write.count(dev), test: write.count(test) }),
    ],
    [write.say('report.data.split'), splitText(write, facts, data?.why.split)],
    [write.say('report.data.metric'), metricText(write, facts, data?.why.metric)],
    [write.say('report.data.said'), saidText(write, project.choice)],
    [
      write.say('report.data.digest'),
      project.dataDigest &&
        write.say('report.data.digestValue', {
          digest: project.dataDigest,
          preprocessing: facts.preprocessingDigest.slice(0, DIGEST_SHOWN),
          source: facts.sourceDigest.slice(0, DIGEST_SHOWN),
        }),
    ],
  ];
  return rows.flatMap(([term, told]) => (told === null || told === '' ? [] : [{ term, parts: [told] }]));
}

function inputsText(write: Writer, { image, tokens, features }: DatasetFacts): string {
  if (image) {
    const [height, width, channels] = image;
    return write.say('report.data.inputsImage', { height, width, channels });
  }
  if (tokens) return write.say('report.data.inputsTokens', { ...tokens });
  const inputs = write.report.data?.columns.filter(({ role }) => role === 'input').length ?? 0;
  return inputs === 0
    ? write.say('report.data.inputsFeatures', { features })
    : write.say('report.data.inputsColumns', { count: inputs, features });
}

function leftOutColumns(write: Writer): string | null {
  const names = write.report.data?.columns.filter(({ role }) => role === 'leftOut').map(({ name }) => name) ?? [];
  return names.length === 0 ? null : some(write, names);
}

/** Names, of many the first ones and how many more there are. */
function some(write: Writer, names: readonly string[]): string {
  const shown = write.list(names.slice(0, MOST_LABELS));
  const more = names.length - MOST_LABELS;
  return more > 0 ? write.say('report.data.classesMore', { classes: shown, count: more }) : shown;
}

const classesText = (write: Writer, { classes, classCounts }: DatasetFacts): string =>
  some(
    write,
    classes.map((name, i) => `${name} (${write.count(classCounts[i] ?? 0)})`),
  );

function splitText(write: Writer, { split, splitSeed }: DatasetFacts, why: Reason | undefined): string {
  const told = why ? write.say(why.key, why.values) : wayText(write, split);
  return write.say('report.data.splitSeed', { way: told, seed: splitSeed });
}

function wayText(write: Writer, way: SplitWay = { by: 'random', column: null }): string {
  const { by, column } = way;
  if (by === 'random' || column === null) return write.say(`data.split.way.${by}`);
  return write.say(`data.split.way.${by}Of`, { column });
}

function metricText(write: Writer, { metric }: DatasetFacts, why: Reason | undefined): string {
  const name = write.metricName(metric);
  // The reason begins with the name.
  return why ? write.say(why.key, why.values) : name;
}

/** What the person said about the data, each thing by itself; null: nothing. */
export function saidText(write: Writer, choice: DataChoice): string | null {
  const { kind, target, task, encoding } = choice;
  const named = [
    target !== undefined && write.say('report.said.target', { name: target }),
    task && write.say('report.said.task', { task: write.say(`data.task.${task}`) }),
    kind && write.say('report.said.kind', { kind: write.say(`data.kind.${kind}`) }),
    encoding && write.say('report.said.encoding', { encoding }),
  ].filter(told => typeof told === 'string');
  const said = [...named, ...saidApart(choice).map(({ said }) => saidWords(write, said))];
  return said.length === 0 ? null : said.join(write.say('report.said.separator'));
}

function saidWords(write: Writer, { drop, missing, decimal, dateOrder, split, splitSeed }: DataChoice): string {
  if (split)
    return write.say('dataStep.said.split', { way: wayText(write, { by: split.by, column: split.column ?? null }) });
  if (drop) return write.say('dataStep.said.drop', { name: drop[0] ?? '' });
  if (splitSeed !== undefined) return write.say('dataStep.said.splitSeed', { seed: splitSeed });
  if (decimal) return write.say('dataStep.said.decimal', { sign: decimal });
  if (dateOrder) return write.say(`dataStep.said.${dateOrder}`);
  const code = missing?.[0];
  if (!code) return write.say('dataStep.said.logTarget');
  const { value, column } = code;
  return column === undefined
    ? write.say('dataStep.said.missingAll', { value })
    : write.say('dataStep.said.missing', { value, column });
}

/** What was found while the data was read: checks that warned, rows that were left out. */
function foundBlocks(write: Writer): Block[] {
  const { data } = write.report;
  if (!data) return [{ kind: 'text', parts: [write.say('report.data.noHeader')] }];
  const found = data.checks.filter(({ verdict }) => verdict !== 'passes');
  const values = { warns: found.length, passes: data.checks.length - found.length };
  const notice = ({ key, values }: Reason): Block => ({
    kind: 'notice',
    verdict: 'warn',
    parts: [write.say(key, values)],
  });
  return [
    ...(data.checks.length > 0
      ? [
          {
            kind: 'text',
            parts: [write.say(found.length === 0 ? 'report.data.checksFine' : 'report.data.checks', values)],
          } as const,
        ]
      : []),
    ...found.map(({ reason }) => notice(reason)),
    ...(data.warnings.length > 0 ? [{ kind: 'text', parts: [write.say('report.data.noticed')] } as const] : []),
    ...data.warnings.map(({ reason }) => notice(reason)),
    ...(data.leftOut.length > 0
      ? [
          {
            kind: 'list',
            title: write.say('report.data.leftOut.title'),
            items: data.leftOut.map(({ rows, reason }) =>
              write.say('report.data.leftOut', { count: rows, reason: write.say(reason.key, reason.values) }),
            ),
          } as const,
        ]
      : []),
  ];
}

/** A person's own command: its roles, its figures, its proof, and what couldn't be known. */
function commandSection(write: Writer, command: OwnCommand): Section {
  const { template, folder, figures, steps, inFile = [], proof } = command;
  const { devLoss, devMetric } = figures;
  const none = write.say('command.none');
  const unit = write.say(`command.unit.${figures.unit}`);
  const written = (role: Parameters<typeof writtenFor>[1]) =>
    inFile.find(one => one.role === role)?.written ?? writtenFor(template, role) ?? '–';
  return {
    id: 'data',
    title: write.say('report.command.title'),
    question: null,
    blocks: [
      {
        kind: 'facts',
        rows: [
          { term: write.say('report.command.line'), parts: [{ code: shownCommand(renderCommand(template)) }] },
          { term: write.say('report.command.folder'), parts: [{ code: folder }] },
          {
            term: write.say('report.command.figures'),
            parts: [
              write.say('command.figures', {
                loss: figures.loss.name,
                devLoss: devLoss?.name ?? none,
                metric: devMetric?.name ?? none,
                steps,
                unit,
              }),
            ],
          },
        ],
      },
      {
        kind: 'table',
        caption: write.say('report.command.roles'),
        columns: [{ label: write.say('report.command.role') }, { label: write.say('report.command.value') }],
        rows: [...decidedRoles(command)].map(role => [write.say(`command.role.${role}`), { code: written(role) }]),
        folded: false,
      },
      proof
        ? {
            kind: 'evidence',
            title: write.say('report.command.proof'),
            items: proof.map(({ verdict, key, values }) => ({
              verdict: ({ passes: 'good', warns: 'warn', stops: 'bad', open: 'wait' } as const)[verdict],
              rule: null,
              title: '',
              body: write.say(key, values),
            })),
          }
        : { kind: 'text', parts: [write.say('report.command.noProof')] },
      {
        kind: 'list',
        title: write.say('report.command.unknown.title'),
        items: [
          write.say('report.command.unknown.data'),
          write.say('report.command.unknown.optimizer'),
          ...(devLoss ? [] : [write.say('report.command.unknown.dev')]),
        ],
      },
    ],
  };
}

/** The network, and whether it could learn at all; null: of a command nothing is known of that. */
export function modelSection(write: Writer): Section | null {
  const { project, configuration, preparation } = write.report;
  if (project.command) return null;
  const network = write.networkIn(configuration);
  const sized = Hyperparameters.partial({ learningRate: true, seed: true, evalEvery: true }).safeParse(configuration);
  const parameters =
    sized.success && project.facts ? parameterCountFor(sized.data as Hyperparameters, project.facts) : null;
  return {
    id: 'model',
    title: write.say('report.model.title'),
    question: null,
    blocks: [
      {
        kind: 'facts',
        rows: [
          ...(network ? [{ term: write.say('report.model.network'), parts: [network] }] : []),
          ...(parameters !== null
            ? [{ term: write.say('report.model.parameters'), parts: [write.count(parameters)] }]
            : []),
          ...(preparation
            ? [
                {
                  term: write.say('report.model.startingLoss'),
                  parts: [write.number(preparation.measured.initialLoss)],
                },
              ]
            : []),
        ],
      },
      ...checkBlocks(write, preparation),
    ],
  };
}

function checkBlocks(write: Writer, preparation: Report['preparation']): Block[] {
  if (!preparation) return [{ kind: 'text', parts: [write.say('report.model.noPreparation')] }];
  const { checks } = preparation;
  const count = (verdict: (typeof checks)[number]['verdict']) => checks.filter(one => one.verdict === verdict).length;
  const found = checks.filter(({ verdict }) => verdict !== 'passes');
  return [
    {
      kind: 'text',
      parts: [
        count('stops') + count('warns') === 0
          ? write.say('report.model.checksFine', { passes: count('passes') })
          : write.say('report.model.checks', { stops: count('stops'), warns: count('warns'), passes: count('passes') }),
      ],
    },
    ...(found.length > 0
      ? [
          {
            kind: 'evidence',
            title: '',
            items: found.map(({ verdict, rule, id, key, values }) => ({
              verdict: verdict === 'stops' ? ('bad' as const) : ('warn' as const),
              rule,
              title: write.say(`prepare.check.${id}`),
              body: write.say(key, values),
            })),
          } as const,
        ]
      : []),
  ];
}
