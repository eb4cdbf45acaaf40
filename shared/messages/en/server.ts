/** Texts of server. */
export const server = {} as const;
