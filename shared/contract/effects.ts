import type { RequestName } from './requests.ts';

/**
 * What asking does to what a home keeps, and so when a request may be asked:
 * - `reads`: nothing; also answered by a core that can only read.
 * - `repeats`: asked twice, it leaves what once would have left.
 * - `once`: asked twice, it may do something twice.
 */
export type Effect = 'reads' | 'repeats' | 'once';

/** Every request of the contract; one that is missing here does not compile. */
export const EFFECTS: Readonly<Record<RequestName, Effect>> = {
  'app.info': 'reads',
  'machine.measure': 'repeats',
  'settings.set': 'repeats',
  'projects.list': 'reads',
  // A source that was read before, as it is now, is a project already.
  'projects.create': 'repeats',
  // Nothing of it is kept in the home.
  'command.read': 'reads',
  'command.get': 'reads',
  'command.look': 'once',
  'command.prove': 'once',
  'command.stop': 'repeats',
  // Once it is a project, it is no draft any more.
  'command.create': 'once',
  // Both prepare what they look at.
  'data.inspect': 'repeats',
  'data.report': 'repeats',
  'data.change': 'repeats',
  'projects.setNetwork': 'repeats',
  'projects.size': 'reads',
  'projects.delete': 'once',
  'files.list': 'reads',
  'stages.plan': 'reads',
  'stages.estimate': 'reads',
  'stages.start': 'once',
  'stages.addPoint': 'once',
  'stages.runLonger': 'once',
  'ladder.start': 'once',
  'ladder.estimate': 'reads',
  'preparation.run': 'once',
  'preparations.list': 'reads',
  'trial.start': 'once',
  'probe.run': 'once',
  'probes.list': 'reads',
  'stages.list': 'reads',
  'stages.view': 'reads',
  'stages.stop': 'repeats',
  'stages.pause': 'repeats',
  // What a person stopped in between would go on.
  'stages.continue': 'once',
  'ladder.optimizers': 'reads',
  'ladder.addRate': 'once',
  'jobs.stop': 'repeats',
  'trials.stop': 'repeats',
  'trials.pause': 'repeats',
  'trials.continue': 'once',
  // What was read is kept, and told again.
  'trials.readTest': 'repeats',
  'test.readings': 'reads',
  'trials.list': 'reads',
  'trials.get': 'reads',
  'predictions.trained': 'reads',
  // Keeps a file until a few later ones have come.
  'predictions.predict': 'repeats',
  'predictions.csv': 'reads',
  'decisions.accept': 'once',
  'decisions.acceptProbe': 'once',
  'decisions.choose': 'once',
  'decisions.keep': 'once',
  'configuration.read': 'reads',
  'tune.plan': 'reads',
  'tune.start': 'once',
  // At the next gate it would be said again.
  'tune.answer': 'once',
  'tune.stop': 'repeats',
  'tune.setAuto': 'repeats',
  'tune.resume': 'once',
  'tune.list': 'reads',
  'report.read': 'reads',
  'events.list': 'reads',
  'checkpoints.list': 'reads',
  'decisions.list': 'reads',
  'curves.read': 'reads',
  'trials.log': 'reads',
};

/** Whether a request changes nothing; of any name, also of one that is none. */
export const reads = (name: string): boolean =>
  Object.hasOwn(EFFECTS, name) && EFFECTS[name as RequestName] === 'reads';

/** Whether a request may be sent again where the answer to it was lost. */
export const mayRepeat = (name: RequestName): boolean => EFFECTS[name] !== 'once';
