/** Texts of the choices before a ladder, and of what it will cost. */
export const newLadder = {
  'newLadder.title': 'New ladder',
  'newLadder.description':
    'A further ladder of this project. Network: {model}. The ladders before it stay as they are.',
  'newLadder.candidates': 'Learning rates to try',
  'newLadder.six': 'Six rates',
  'newLadder.twelve': 'Twelve rates',
  'newLadder.startSix': 'Start six trials',
  'newLadder.startTwelve': 'Start twelve trials',
  'newLadder.cost': 'What it will cost',
  'newLadder.trials': 'trials',
  'newLadder.steps': 'steps in all',
  'newLadder.stepsOf': 'of {steps} steps',
  'newLadder.time': 'on this machine',
  'newLadder.mayAdd.time': ', {time} more',
  'newLadder.mayAdd.extended_one': 'Plus up to {count} more rate if the best stands at an end, or all diverge.',
  'newLadder.mayAdd.extended_other': 'Plus up to {count} more rates if the best stands at an end, or all diverge.',
  'newLadder.mayAdd.extendedTime_one':
    'Plus up to {count} more rate if the best stands at an end, or all diverge: {time} more.',
  'newLadder.mayAdd.extendedTime_other':
    'Plus up to {count} more rates if the best stands at an end, or all diverge: {time} more.',
  'newLadder.mayAdd.repeated_one': 'Plus a second seed of {count} trial within noise of the best, at most.',
  'newLadder.mayAdd.repeated_other': 'Plus a second seed of up to {count} trials within noise of the best.',
  'newLadder.mayAdd.repeatedTime_one':
    'Plus a second seed of {count} trial within noise of the best, at most: {time} more.',
  'newLadder.mayAdd.repeatedTime_other':
    'Plus a second seed of up to {count} trials within noise of the best: {time} more.',
  'newLadder.mayAdd.refined_one': 'Plus up to {count} more rate beside the best.',
  'newLadder.mayAdd.refined_other': 'Plus up to {count} more rates beside the best.',
  'newLadder.mayAdd.refinedTime_one': 'Plus up to {count} more rate beside the best: {time} more.',
  'newLadder.mayAdd.refinedTime_other': 'Plus up to {count} more rates beside the best: {time} more.',
  'newLadder.timeUnknown': 'The time is known once the preparation has measured a step with these settings.',
  'newLadder.toPreparation': 'To the preparation',
  'newLadder.measure': 'Measure now',
  'newLadder.measuring': 'Measuring…',
  'newLadder.settings': 'Settings',
  'newLadder.prune': 'Stop rates early that can’t win',
  'newLadder.pruneHint': 'At fixed steps, so the result does not depend on the machine’s pace.',
  'newLadder.extend': 'Extend past an end',
  'newLadder.extendHint': 'If the best rate stands at an end, up to two more are tried beyond it.',
  'newLadder.refine': 'Refine afterwards',
  'newLadder.refineHint': 'Two more trials, on either side of the best rate.',
  'newLadder.numSteps': 'Steps of each trial',
  'newLadder.batchSize': 'Batch size',
  'newLadder.optimizer': 'Optimizer',
  'newLadder.optimizer.sgd': 'SGD',
  'newLadder.optimizer.momentum': 'SGD with momentum',
  'newLadder.optimizer.nesterov': 'Nesterov momentum',
  'newLadder.optimizer.adam': 'Adam',
  'newLadder.momentum': 'Momentum',
  'newLadder.missing': 'A number is needed here.',
  'optimizers.title': 'Another optimizer',
  'optimizers.try': 'Try with {optimizer} too',
  'optimizers.what':
    'A ladder of six more rates with {optimizer}, on the same data; then both are compared at their best evaluations. Which one is tuned best in the end is raced in the next stage.',
  'optimizers.better':
    '{own} is better than {other} (rate {rate}): dev loss {loss} against {otherLoss}, beyond the noise of ± {noise}.',
  'optimizers.worse':
    '{other} (rate {rate}) is better than {own}: dev loss {otherLoss} against {loss}, beyond the noise of ± {noise}.',
  'optimizers.noise':
    '{own} and {other} (rate {rate}) are equal within noise: dev loss {loss} against {otherLoss}, ± {noise}.',
  'optimizers.unknown':
    '{own}: dev loss {loss}; {other} (rate {rate}): {otherLoss}. How the rows did was not kept, so the noise is not known.',
} as const;
