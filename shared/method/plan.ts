// Until the core runs stages by their definitions.
export { planAgain, planBase } from './fixed-hyperparameters.ts';
export { planLadder } from './stages/learning-rate/plan.ts';
