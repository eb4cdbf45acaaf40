import type { Language, MessageKey, Values } from '#shared/messages/text.ts';
import { text } from '#shared/messages/text.ts';
import type { Example, networkDescription, preprocessingDescription, WeightsFormat } from './description.ts';

/** Characters of an example row that the README shows; longer ones stand in `example.json` alone. */
const SHOWN = 400;
const COLUMNS_SHOWN = 60;

/** What a README tells of. */
export interface Told {
  network: ReturnType<typeof networkDescription>;
  preprocessing: ReturnType<typeof preprocessingDescription>;
  examples: readonly Example[];
  /** The program, of `predict.py` or `predict.mjs`. */
  code: string;
}

/** `README.md`: what the folder holds and how to load it, in the person's language. */
export function readme(format: WeightsFormat, told: Told, language: Language): string {
  const t = <Key extends MessageKey>(key: Key, ...values: Values<Key>): string => text(language, key, ...values);
  const { network, preprocessing, examples } = told;
  const [example] = examples;
  const row = JSON.stringify(example?.row ?? null);
  const { hyperparameters: h, dev } = network;
  const loading = format === 'tfjs' ? tensorFlow(t) : python(t, told.code);
  return `${[
    `# ${t('export.readme.title')}`,
    t(`export.readme.about.${preprocessing.task}`, {
      model: h.model,
      target: preprocessing.target ?? t('export.readme.noTarget'),
      classes: preprocessing.classes.map(name => `\`${name}\``).join(', '),
    }),
    t(`export.readme.by.${network.trial.chosenBy}`, {
      id: network.trial.id,
      step: network.step,
      metric: t(`metric.${dev.metric.name}`),
      value: dev.metric.value === null ? '–' : Number(dev.metric.value.toPrecision(4)),
    }),
    `## ${t('export.readme.files')}`,
    filesOf(format)
      .map(([name, key]) => `- \`${name}\`: ${t(key)}`)
      .join('\n'),
    `## ${t('export.readme.row')}`,
    t(`export.readme.row.${preprocessing.kind}`),
    ...(preprocessing.kind === 'table' ? [columnsTable(t, preprocessing.columns)] : []),
    `## ${t('export.readme.outputs')}`,
    t(`export.readme.outputs.${preprocessing.task}.${format}`, {
      mean: preprocessing.targetScale?.mean ?? 0,
      std: preprocessing.targetScale?.std ?? 1,
    }),
    ...(preprocessing.targetScale?.log ? [t('export.readme.log')] : []),
    ...loading,
    `## ${t('export.readme.example')}`,
    t('export.readme.example.about'),
    example
      ? fenced('text', [
          ...(row.length <= SHOWN ? [`row:        ${row}`] : []),
          `outputs:    ${JSON.stringify(example.outputs.slice(0, 20))}`,
          `prediction: ${JSON.stringify(example.prediction)}`,
        ])
      : t('export.readme.noExample'),
  ].join('\n\n')}\n`;
}

type Tell = <Key extends MessageKey>(key: Key, ...values: Values<Key>) => string;

const fenced = (language: string, lines: readonly string[]): string =>
  [`\`\`\`${language}`, ...lines, '```'].join('\n');

const filesOf = (format: WeightsFormat): (readonly [string, MessageKey])[] => [
  ...(format === 'tfjs'
    ? ([
        ['model.json', 'export.readme.file.model'],
        ['weights.bin', 'export.readme.file.weights'],
        ['predict.mjs', 'export.readme.file.javascript'],
      ] as const)
    : ([
        ['model.safetensors', 'export.readme.file.safetensors'],
        ['predict.py', 'export.readme.file.python'],
      ] as const)),
  ['network.json', 'export.readme.file.network'],
  ['preprocessing.json', 'export.readme.file.preprocessing'],
  ['example.json', 'export.readme.file.example'],
];

const columnsTable = (t: Tell, columns: Extract<Told['preprocessing'], { kind: 'table' }>['columns']): string => {
  const cell = (given: string): string => given.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const rows = columns.slice(0, COLUMNS_SHOWN).map(column => {
    if ('mean' in column) {
      const values = { fill: short(column.fill), mean: short(column.mean), std: short(column.std) };
      return [column.name, t(`export.readme.column.${column.kind}`, values)];
    }
    if (column.kind === 'oneHot')
      return [column.name, t('export.readme.column.oneHot', { count: column.categories.length })];
    return [column.name, t('export.readme.column.hashed', { count: column.buckets })];
  });
  const more = columns.length > COLUMNS_SHOWN ? `\n\n${t('export.readme.more', { count: columns.length })}` : '';
  const head = [t('export.readme.column.name'), t('export.readme.column.becomes')];
  return `${[head, ['---', '---'], ...rows].map(row => `| ${row.map(one => cell(one!)).join(' | ')} |`).join('\n')}${more}`;
};

const short = (value: number): number => Number(value.toPrecision(6));

const tensorFlow = (t: Tell): string[] => [
  '## TensorFlow.js',
  t('export.readme.tfjs'),
  fenced('js', [
    "import * as tf from '@tensorflow/tfjs';",
    "import { predict } from './predict.mjs';",
    '',
    `// ${t('export.readme.tfjs.served')}`,
    "const model = await tf.loadLayersModel('model.json');",
    "const P = await (await fetch('preprocessing.json')).json();",
    "const [example] = await (await fetch('example.json')).json();",
    'console.log(await predict(tf, model, P, example.row), example.prediction);',
  ]),
];

const python = (t: Tell, code: string): string[] => [
  '## Python',
  t('export.readme.python'),
  fenced('sh', ['python predict.py']),
  t('export.readme.python.whole'),
  fenced('python', [code.trimEnd()]),
  t('export.readme.torch'),
  fenced('python', [
    'import torch',
    'from safetensors.torch import load_file',
    '',
    'weights = load_file("model.safetensors")',
    '# x @ weights["output.weight"] + weights["output.bias"]',
  ]),
];
