/** Refusals, remarks and reasons of dividing and preprocessing a data set. */
export const dataPrepare = {} as const;
