/** Texts of store. */
export const store = {} as const;
