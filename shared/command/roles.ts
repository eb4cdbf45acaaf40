import type { Role } from '../domain/own-command.ts';

/** The names by which scripts know a role, without dashes and with `_` between words. */
const NAMES: Readonly<Record<Role, readonly string[]>> = {
  learningRate: ['lr', 'learning_rate', 'learningrate', 'base_lr', 'init_lr', 'initial_lr', 'lr_init', 'eta', 'lr0'],
  batchSize: [
    'batch_size',
    'batchsize',
    'batch',
    'bs',
    'train_batch_size',
    'per_device_train_batch_size',
    'minibatch_size',
    'micro_batch_size',
  ],
  momentum: ['momentum', 'mom'],
  steps: [
    'steps',
    'num_steps',
    'n_steps',
    'max_steps',
    'total_steps',
    'train_steps',
    'num_train_steps',
    'max_train_steps',
    'iterations',
    'num_iterations',
    'iters',
    'max_iter',
    'max_iters',
  ],
  epochs: ['epochs', 'epoch', 'num_epochs', 'n_epochs', 'max_epochs', 'num_train_epochs'],
  seed: ['seed', 'random_seed', 'rng_seed', 'manual_seed', 'random_state'],
  output: [
    'output_dir',
    'out_dir',
    'outdir',
    'output',
    'out',
    'save_dir',
    'log_dir',
    'logdir',
    'run_dir',
    'results_dir',
    'default_root_dir',
  ],
  resume: ['resume', 'resume_from', 'resume_from_checkpoint', 'ckpt_path'],
  config: ['config', 'cfg', 'config_file', 'config_path'],
  schedule: ['lr_scheduler', 'lr_schedule', 'lr_scheduler_type', 'scheduler', 'sched'],
};

const ROLE_OF = new Map(Object.entries(NAMES).flatMap(([role, names]) => names.map(name => [name, role as Role])));

/** What may stand in braces where a guess fails, and what it stands for. */
export const PLACEHOLDERS: Readonly<Record<string, Role>> = {
  lr: 'learningRate',
  batch: 'batchSize',
  momentum: 'momentum',
  steps: 'steps',
  epochs: 'epochs',
  seed: 'seed',
  out: 'output',
  resume: 'resume',
  config: 'config',
  schedule: 'schedule',
};

/** The placeholder of a role, as a person writes it; null: there is none. */
export function placeholderOf(role: Role): string | null {
  const found = Object.entries(PLACEHOLDERS).find(([, one]) => one === role);
  return found ? `{${found[0]}}` : null;
}

/** The role of a flag's or setting's name: `--learning-rate`, `optimizer.lr`, `+trainer.max_epochs`; null: none is known. */
export function roleNamed(name: string): Role | null {
  const last =
    name
      .replace(/^[-+~]+/, '')
      .split(/[./]/)
      .at(-1) ?? '';
  return ROLE_OF.get(last.toLowerCase().replaceAll('-', '_')) ?? null;
}

/** Roles whose value is a whole number from 1 on. */
const COUNTS: ReadonlySet<Role> = new Set(['batchSize', 'steps', 'epochs']);
const TEXTS: ReadonlySet<Role> = new Set(['output', 'resume', 'config', 'schedule']);

/** Whether a value, as it is written, can be that of a role: `--max-steps -1` says that epochs count, `--epochs 1e2` is no whole number. */
export function fitsRole(role: Role, written: string): boolean {
  if (role === 'config') return /\.(json|ya?ml)$/i.test(written);
  if (TEXTS.has(role)) return written !== '' && !written.startsWith('-');
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(written)) return false;
  const value = Number(written);
  if (role === 'seed') return /^\d+$/.test(written);
  if (COUNTS.has(role)) return /^\d+$/.test(written) && value >= 1;
  if (role === 'momentum') return value >= 0 && value < 1;
  return value > 0 && Number.isFinite(value);
}
