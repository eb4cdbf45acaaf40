import type { dataStep as english } from '../en/data-step.ts';

export const dataStep: Record<keyof typeof english, string> = {};
