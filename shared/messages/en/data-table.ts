/** Refusals and remarks of reading CSV and TSV, and of what columns mean. */
export const dataTable = {} as const;
