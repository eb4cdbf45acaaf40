/** Refusals and remarks of reading texts. */
export const dataText = {} as const;
