// Until the core runs stages by their definitions.
export { rungsOfPlan as barriersOfPlan } from './stages/learning-rate/next.ts';
