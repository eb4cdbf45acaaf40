import type { dataFiles as english } from '../en/data-files.ts';

export const dataFiles: Record<keyof typeof english, string> = {};
