/** Texts of the terminal. */
export const cli = {} as const;
