/**
 * The content security policy of the page, the same in a window and in a browser: its own files and nothing else, no
 * inline script or style, no framing. `connect` names what it may connect to beside its own origin.
 */
export const pagePolicy = (...connect: string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    ["connect-src 'self'", ...connect].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
