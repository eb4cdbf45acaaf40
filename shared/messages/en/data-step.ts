/** Texts of the Data step, on the page and in the terminal alike where both say it. */
export const dataStep = {} as const;
