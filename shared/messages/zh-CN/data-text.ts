import type { dataText as english } from '../en/data-text.ts';

export const dataText: Record<keyof typeof english, string> = {};
