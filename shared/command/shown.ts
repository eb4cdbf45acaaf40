/** Names of arguments and of environment variables whose values nobody else is to read. */
const SECRET = /(pass(word|wd|phrase)?|secret|token|api_?key|access_?key|private_?key|credential|auth)s?$/i;
const HIDDEN = '•••';

/** Whether something of that name is not to be written down. */
export const isSecret = (name: string): boolean => SECRET.test(name.replace(/^-+/, '').replaceAll('-', '_'));

/** A command as it may be shown, logged and reported: quoted where a shell would want it, and without what looks like a secret. */
export const shownCommand = (argv: readonly string[]): string => shownArguments(argv).join(' ');

/** The same, argument by argument. */
export const shownArguments = (argv: readonly string[]): string[] =>
  argv.map((argument, i) => {
    const [, name] = /^([-+~]{0,2}[A-Za-z][\w./-]*)=/.exec(argument) ?? [];
    if (name !== undefined && isSecret(name)) return `${name}=${HIDDEN}`;
    const before = argv[i - 1] ?? '';
    if (/^--?[A-Za-z]/.test(before) && !before.includes('=') && isSecret(before) && !argument.startsWith('-'))
      return HIDDEN;
    return /^[\w./:=@%+,{}•-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
  });
