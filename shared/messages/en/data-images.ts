/** Refusals and remarks of reading image files. */
export const dataImages = {} as const;
