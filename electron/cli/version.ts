import packageJson from '../../package.json' with { type: 'json' };

/** The program's version, part of every trial's record. */
export const VERSION = packageJson.version;
