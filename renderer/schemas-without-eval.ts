import { config } from 'zod';

// Zod compiles schemas with `new Function` where it can; the page's policy forbids that, and each try is reported as
// a violation. This must be imported before any schema is made.
config({ jitless: true });
