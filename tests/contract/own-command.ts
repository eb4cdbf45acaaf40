import { parseCommand } from '#shared/command/template.ts';
import type { OwnCommand } from '#shared/domain/own-command.ts';

/** A command that prints `step 1 loss 0.5`. */
export const anOwnCommand = (argv: readonly string[], folder: string, more: Partial<OwnCommand> = {}): OwnCommand => ({
  template: parseCommand(argv).template,
  folder,
  figures: {
    loss: { source: 'printed', name: 'loss' },
    devLoss: { source: 'printed', name: 'val_loss' },
    devMetric: null,
    learningRate: null,
    updateRatio: null,
    step: 'step',
    unit: 'step',
  },
  steps: 200,
  stepsPerCount: 1,
  ...more,
});
