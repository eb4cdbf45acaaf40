import { endWithStarter } from '#electron/start/end-signals.ts';
import { serve } from './serve.ts';

endWithStarter();
process.exitCode = await serve(process.argv.slice(2));
