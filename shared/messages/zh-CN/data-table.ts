import type { dataTable as english } from '../en/data-table.ts';

export const dataTable: Record<keyof typeof english, string> = {};
