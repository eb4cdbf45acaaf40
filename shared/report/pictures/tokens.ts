/** The colours of a report, as the page has them: declarations of custom properties, of the light theme and of the dark one. */
export const LIGHT =
  '--bg:#faf9f6;--surface:#fff;--sunken:#f4f2ed;--line-1:#e5e2db;--ink:#1c1b19;--ink-2:#55524c;--ink-3:#726e66;--good:#1a7349;--warn:#8a5600;--bad:#b8321f;--focus:#1f5fbf;--behind:#cdc9bf;--h0:#f1f5f9;--h1:#e3ecf3;--h2:#d3e1ed;--h3:#c1d5e6;--h4:#aec8de;--h5:#9abad5';
export const DARK =
  '--bg:#141413;--surface:#1c1c1b;--sunken:#181817;--line-1:#2d2c2a;--ink:#edebe6;--ink-2:#b7b3ab;--ink-3:#918d84;--good:#63cf9d;--warn:#e6b566;--bad:#ff8d74;--focus:#8ab4ff;--behind:#423f3b;--h0:#1f2428;--h1:#212c34;--h2:#243745;--h3:#274457;--h4:#2a516b;--h5:#2d5f82';
