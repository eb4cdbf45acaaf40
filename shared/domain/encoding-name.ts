const WRITTEN: Readonly<Record<string, string>> = { shift_jis: 'Shift_JIS', big5: 'Big5' };

/** An encoding as people write its name, from that in the Encoding Standard: `UTF-8`, `Windows-1252`, `GB18030`. */
export const encodingName = (name: string): string =>
  WRITTEN[name] ?? name.toUpperCase().replace(/^WINDOWS/, 'Windows');
