/** Texts of trainer. */
export const trainer = {} as const;
