import { shownCommand } from '../command/shown.ts';
import { type RoleValues, renderCommand } from '../command/template.ts';
import type { HyperparameterSet } from '../domain/evidence.ts';
import { Hyperparameters } from '../domain/hyperparameters.ts';
import type { Report } from '../domain/report.ts';
import { SIZES_OF } from '../method/networks/same-network.ts';
import { commandOf } from '../method/preparation/command.ts';
import { pytorchSnippet } from './pytorch.ts';

/** What was found in the forms in which a person takes it elsewhere; null: it has no such form, or too little is known for it. */
export interface ConfigurationForms {
  json: string;
  /** `descent trial` with flags, or the person's own command with the values in their places. */
  flags: string | null;
  pytorch: string | null;
}

/** The accepted configuration as JSON, as flags, and for PyTorch. */
export function configurationForms({ project, configuration, platform }: Report): ConfigurationForms {
  const told = withoutIdle(configuration);
  return {
    json: JSON.stringify(told, null, 2),
    flags: flagsOf(project, configuration, platform),
    // Of a command's own optimizer nothing is known.
    pytorch: project.command || configuration.learningRate === undefined ? null : pytorchSnippet(configuration),
  };
}

function flagsOf(
  { command, facts, choice }: Report['project'],
  set: HyperparameterSet,
  platform: string,
): string | null {
  const { learningRate } = set;
  if (learningRate === undefined) return null;
  if (command) {
    const { batchSize, momentum, steps } = set;
    const length = steps === undefined ? null : Math.max(1, Math.ceil(steps / command.stepsPerCount));
    const values: RoleValues = {
      learningRate,
      ...(batchSize !== undefined && { batchSize }),
      ...(momentum !== undefined && { momentum }),
      ...(length !== null && { steps: length, epochs: length }),
    };
    return shownCommand(renderCommand(command.template, values));
  }
  const whole = Hyperparameters.omit({ seed: true, evalEvery: true }).safeParse(set);
  if (!whole.success || !facts) return null;
  return commandOf({ facts, said: choice, base: whole.data, learningRate, machine: { platform } });
}

/** Without sizes of other networks, and without momentum where the optimizer has none. */
export function withoutIdle(set: HyperparameterSet): HyperparameterSet {
  const { model, optimizer } = set;
  const hasSizes = model === undefined ? null : SIZES_OF[model];
  const isIdle = (name: string): boolean => {
    if (name === 'hidden' || name === 'filters' || name === 'embedding') return hasSizes?.includes(name) === false;
    return name === 'momentum' && (optimizer === 'sgd' || optimizer === 'adam');
  };
  return Object.fromEntries(Object.entries(set).filter(([name]) => !isIdle(name)));
}
