import type { HyperparameterSet } from '../domain/evidence.ts';
import { CONSTANT, isConstant, type Schedule } from '../domain/schedule.ts';
import { firstDrop } from '../method/schedules/learning-rate-at.ts';

/** What of a configuration a training loop in PyTorch needs; what is missing, the snippet asks for. */
type Configuration = Pick<
  HyperparameterSet,
  'optimizer' | 'learningRate' | 'momentum' | 'batchSize' | 'steps' | 'schedule' | 'weightDecay' | 'dropout'
>;

/**
 * The same optimizer, schedule and batch size for PyTorch: `factor(step)` is `learningRateAt(step) / lr0` for `LambdaLR`, and `set_up` makes the
 * three. Weight decay as here: coupled (L2) with SGD, decoupled with Adam, and not of biases [M6].
 * Comments are in English in every language: they stand in a person's program.
 */
export function pytorchSnippet(configuration: Configuration): string {
  const { learningRate, steps, batchSize, schedule = CONSTANT, dropout = 0 } = configuration;
  return [
    ...(schedule.kind === 'cosine' ? ['import math', ''] : []),
    'import torch',
    'from torch.optim.lr_scheduler import LambdaLR',
    'from torch.utils.data import DataLoader',
    '',
    `LEARNING_RATE = ${known(learningRate)}`,
    `BATCH_SIZE = ${known(batchSize)}`,
    `NUM_STEPS = ${known(steps)}  # optimizer updates, not epochs`,
    ...(dropout > 0 ? [`DROPOUT = ${dropout}  # between layers; belongs into the model`] : []),
    '',
    '',
    'def factor(step):',
    '    """What the learning rate is multiplied by for update `step`, counted from 0."""',
    ...factorLines(schedule).map(line => `    ${line}`),
    '',
    '',
    'def set_up(model, dataset):',
    ...setUpLines(configuration).map(line => `    ${line}`),
    '    schedule = LambdaLR(optimizer, factor)',
    '    batches = DataLoader(dataset, batch_size=BATCH_SIZE, shuffle=True)',
    '    return optimizer, schedule, batches',
    '',
    '',
    '# After each batch: optimizer.step(), then schedule.step(). Stop after NUM_STEPS batches.',
    '',
  ].join('\n');
}

/** A number as Python reads it; one that was never chosen stops there. */
const known = (value: number | undefined): string => (value === undefined ? '...' : String(value));

function factorLines(schedule: Schedule): string[] {
  const { warmup = 0 } = schedule;
  const rise = warmup > 0 ? [`if step < ${warmup}:  # warm-up`, `    return (step + 1) / ${warmup}`] : [];
  if (isConstant(schedule)) return ['return 1.0'];
  const length = `max(1, NUM_STEPS - ${warmup})`;
  switch (schedule.kind) {
    case 'constant':
      return [...rise, 'return 1.0'];
    case 'linear': {
      const gone = warmup > 0 ? `(step - ${warmup})` : 'step';
      const at = `${gone} // ${schedule.interval} * ${schedule.interval}`;
      return [...rise, `return max(0.0, 1 - (${at}) / ${length})`];
    }
    case 'cosine':
      return [...rise, `return (1 + math.cos(math.pi * min(step - ${warmup}, ${length}) / ${length})) / 2`];
    case 'exponential':
    case 'step-linear': {
      const first = firstDrop(schedule);
      const drops = `drops = (step - ${first}) // ${schedule.period} + 1 if step >= ${first} else 0`;
      const left =
        schedule.kind === 'exponential' ? `${schedule.rate} ** drops` : `max(0.0, 1 - ${schedule.rate} * drops)`;
      return [...rise, drops, `return ${left}`];
    }
  }
}

function setUpLines({ optimizer, momentum = 0, weightDecay = 0 }: Configuration): string[] {
  const [params, lines] =
    weightDecay === 0
      ? ['model.parameters()', []]
      : [
          'groups',
          [
            'named = list(model.named_parameters())',
            'groups = [',
            `    {"params": [p for name, p in named if not name.endswith("bias")], "weight_decay": ${weightDecay}},`,
            '    {"params": [p for name, p in named if name.endswith("bias")], "weight_decay": 0.0},',
            ']',
          ],
        ];
  return [...lines, `optimizer = ${optimizerCall(optimizer, momentum, params, weightDecay !== 0)}`];
}

function optimizerCall(
  optimizer: Configuration['optimizer'],
  momentum: number,
  params: string,
  decays: boolean,
): string {
  switch (optimizer) {
    case 'adam':
      // Adam's own weight_decay is coupled; AdamW's is what Descent does.
      return `torch.optim.${decays ? 'AdamW' : 'Adam'}(${params}, lr=LEARNING_RATE, betas=(0.9, 0.999), eps=1e-8)`;
    case 'momentum':
      return `torch.optim.SGD(${params}, lr=LEARNING_RATE, momentum=${momentum})`;
    case 'nesterov':
      // PyTorch refuses Nesterov's without momentum, which is plain SGD.
      return momentum === 0
        ? `torch.optim.SGD(${params}, lr=LEARNING_RATE)`
        : `torch.optim.SGD(${params}, lr=LEARNING_RATE, momentum=${momentum}, nesterov=True)`;
    case 'sgd':
    case undefined:
      return `torch.optim.SGD(${params}, lr=LEARNING_RATE)`;
  }
}
