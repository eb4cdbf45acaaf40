import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder that holds everything Descent keeps, where the person names none: the platform's place for such data. */
export function defaultHome(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (env.DESCENT_HOME) return env.DESCENT_HOME;
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Descent');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Descent');
  return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'descent');
}
