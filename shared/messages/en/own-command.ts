/** A person's own training command: why a run ended, and what is said of it in the terminal. */
export const ownCommand = {
  'reason.command.notStarted': 'The command could not be started: {detail}',
  'reason.command.notFound': 'The command could not be run (exit code {code}): {detail}',
  'reason.command.exit': 'The command failed with exit code {code}: {detail}',
  'reason.command.signal': 'The command was ended by the signal {signal}. {detail}',
  'reason.command.killed':
    'The command was ended by force, most likely by the system for want of memory. {detail} A smaller batch size needs less.',
  'reason.command.memory': 'The command ran out of memory: {detail} A smaller batch size needs less.',
  'reason.command.diskFull': 'The command found the disk full: {detail} Make room, then start the trial again.',
  'reason.command.silent':
    'The command ended well, but told no figure “{name}”. Its log shows what it wrote; look whether it trained at all.',
  'reason.command.left':
    'Processes of the command could not be ended: {pids}. End them by hand before anything further is started.',
} as const;
