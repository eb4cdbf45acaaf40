import type { dataPrepare as english } from '../en/data-prepare.ts';

export const dataPrepare: Record<keyof typeof english, string> = {};
