/** Refusals and remarks of opening files: paths, ZIPs, gzip, links, limits, encodings. */
export const dataFiles = {} as const;
