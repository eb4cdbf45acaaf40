/** Texts of conductor. */
export const conductor = {} as const;
