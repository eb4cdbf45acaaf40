import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CoreEvent } from '#shared/contract/events.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Output, Parsed, RequestName } from '#shared/contract/requests.ts';
import { Settings } from '#shared/contract/requests.ts';
import type { Machine } from '#shared/domain/machine.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { Conductor } from '../conductor/conductor.ts';
import { stageKindOf } from '../conductor/stages/stages.ts';
import { readReport } from '../report/read-report.ts';
import { fromOwnFolder } from '../store/home.ts';
import type { Store } from '../store/store.ts';
import { readLogTail } from '../store/trial-log.ts';
import { checked } from './checked.ts';
import type { HomeWatch } from './home-watch.ts';
import { listFolder } from './list-folder.ts';
import { checkReach, type Reach } from './reach.ts';
import { readCurves } from './read-curves.ts';

/** One function a request of the contract; its input is checked already. `gone`: nobody waits for the answer any more. */
export type Handlers = { [N in RequestName]: (input: Parsed<N>, gone?: AbortSignal) => Promise<Output<N>> };

/** What the handlers answer from. */
export interface HandlerContext {
  home: string;
  version: string;
  store: Store;
  conductor: Conductor;
  machine: () => Machine;
  emit: (event: CoreEvent) => void;
  measure: () => Promise<Machine>;
  watch: Pick<HomeWatch, 'problem'>;
  /** What a person has to know about this home. */
  notices: () => Promise<Reason[]>;
  /** What of this machine may be looked into. */
  reach: Reach;
}

/** What a person chooses of a stage's plan, as the rules of its kind read it. @throws Refusal where there is no such stage, or it is wrong */
const chosen = (kind: string, choice: unknown): unknown => checked(stageKindOf(kind).Choice, choice);

/** @throws Refusal where a command can't run there */
async function checkFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) throw new Refusal('error.command.noFolder', { folder });
}

const DEFAULT_SETTINGS: Settings = { language: null, theme: 'system' };

/** The core's answers to the contract. */
export function createHandlers(context: HandlerContext): Handlers {
  const { home, version, store, conductor, machine, emit, measure, watch, notices, reach } = context;
  const settings = async (): Promise<Settings> => {
    // A page that is opened when the home is lost must still be able to say so.
    const stored = Settings.safeParse(await store.setting('interface').catch(() => undefined));
    return stored.success ? stored.data : DEFAULT_SETTINGS;
  };
  const trial = async (trialId: string) => {
    const found = await store.trial(trialId);
    if (!found) throw new Refusal('error.trial.unknown', { id: trialId });
    return found;
  };
  return {
    'app.info': async () => ({
      version,
      home,
      machine: machine(),
      settings: await settings(),
      problem: watch.problem,
      notices: await notices(),
    }),
    'machine.measure': () => measure(),
    'settings.set': async change => {
      const next = Settings.parse({ ...(await settings()), ...change });
      await store.saveSetting('interface', next);
      emit({ type: 'settings', settings: next });
      return next;
    },
    'projects.list': () => conductor.cards(),
    'projects.create': async ({ source, choice }) => {
      await checkReach(reach, source);
      return conductor.data.create(source, choice ?? {});
    },
    'command.read': async ({ line, folder, roles }) => {
      const place = resolve(fromOwnFolder(folder));
      await checkReach(reach, place);
      await checkFolder(place);
      return conductor.commands.read(line, place, roles ?? {});
    },
    'command.get': async ({ id }) => conductor.commands.get(id),
    'command.look': ({ id }) => conductor.commands.look(id),
    'command.prove': ({ id, figures }) => conductor.commands.prove(id, figures),
    'command.stop': ({ id }) => conductor.commands.stop(id),
    'command.create': async ({ id }) => {
      const project = await conductor.data.createCommand(conductor.commands.command(id));
      conductor.commands.forget(id);
      return project;
    },
    'data.inspect': async ({ source, choice }, gone) => {
      await checkReach(reach, source);
      return conductor.data.inspect(source, choice ?? {}, gone);
    },
    'data.report': ({ projectId }) => conductor.data.report(projectId),
    'data.change': ({ projectId, choice }) => conductor.data.change(projectId, choice),
    'projects.setNetwork': ({ projectId, network }) => conductor.data.setNetwork(projectId, network),
    'projects.size': ({ projectId }) => conductor.deletion.size(projectId),
    'projects.delete': ({ projectId }) => conductor.deletion.delete(projectId),
    'files.list': ({ folder }) => listFolder(folder, reach),
    'stages.plan': async ({ projectId, kind, choice }) => conductor.stages.plan(projectId, kind, chosen(kind, choice)),
    'stages.estimate': async ({ projectId, kind, choice }) =>
      conductor.stages.estimate(projectId, kind, chosen(kind, choice)),
    'stages.start': async ({ projectId, kind, choice }) =>
      conductor.stages.start(projectId, kind, chosen(kind, choice)),
    'stages.addPoint': ({ stageId, set }) => conductor.stages.addPoint(stageId, set),
    'stages.runLonger': async ({ stageId, steps }) => {
      const { projectId, kind, choice } = await conductor.stages.longer(stageId, steps);
      return conductor.stages.start(projectId, kind, chosen(kind, choice));
    },
    'ladder.start': ({ projectId, choice }) => conductor.stages.start(projectId, 'learningRate', choice),
    'preparation.run': ({ projectId, choice, again }) => conductor.prepare(projectId, choice, again),
    'probe.run': ({ projectId, choice }) => conductor.probe(projectId, choice),
    'jobs.stop': async ({ projectId }) => ({ stopped: conductor.stopLooks(projectId) }),
    'probes.list': ({ projectId }) => store.probes(projectId),
    'trial.start': ({ projectId, choice, learningRate }) =>
      conductor.stages.start(projectId, 'trial', { ...choice, rates: [learningRate] }),
    'stages.list': ({ projectId }) => (projectId === undefined ? store.allStages() : store.stages(projectId)),
    'stages.view': ({ stageId }) => conductor.view(stageId),
    'stages.stop': async ({ stageId }) => {
      await conductor.stages.stop(stageId);
      return {};
    },
    'stages.continue': async ({ stageId }) => {
      await conductor.stages.resume(stageId);
      return {};
    },
    'stages.pause': async ({ stageId }) => {
      await conductor.stages.pause(stageId);
      return {};
    },
    'trials.pause': async ({ trialId }) => {
      await conductor.stages.pauseTrial(trialId);
      return {};
    },
    'trials.continue': async ({ trialId }) => {
      await conductor.stages.resumeTrial(trialId);
      return {};
    },
    'ladder.estimate': ({ projectId, choice }) => conductor.stages.estimate(projectId, 'learningRate', choice),
    'ladder.addRate': ({ stageId, learningRate }) => conductor.stages.addPoint(stageId, { learningRate }),
    'ladder.optimizers': ({ stageId }) => conductor.stages.optimizers(stageId),
    'trials.stop': async ({ trialId }) => {
      await conductor.stages.stopTrial(trialId);
      return {};
    },
    'trials.readTest': ({ trialId }) => conductor.stages.readTest(trialId),
    'test.readings': ({ projectId }) => store.testReadings(projectId),
    'trials.list': () => store.allTrials(),
    'trials.get': ({ trialId }) => trial(trialId),
    'predictions.trained': ({ projectId }) => conductor.predictions.trained(projectId),
    'predictions.predict': async ({ projectId, source }, gone) => {
      await checkReach(reach, source);
      return conductor.predictions.run(projectId, source, gone);
    },
    'predictions.csv': ({ id, from }) => conductor.predictions.csv(id, from),
    'decisions.accept': ({ stageId, set }) => conductor.accept(stageId, set),
    'decisions.acceptProbe': ({ projectId, probeId, numSteps }) => conductor.acceptProbe(projectId, probeId, numSteps),
    'decisions.choose': ({ projectId, kind, set }) => conductor.choose(projectId, kind, set),
    'decisions.keep': ({ projectId, kind }) => conductor.keepDecision(projectId, kind),
    'configuration.read': ({ projectId }) => conductor.configuration(projectId),
    'tune.plan': ({ projectId, choice }) => conductor.tuner.plan(projectId, choice),
    'tune.start': ({ projectId, choice }) => conductor.tuner.start(projectId, choice),
    'tune.answer': ({ runId, answer }) => conductor.tuner.answer(runId, answer),
    'tune.stop': ({ runId }) => conductor.tuner.stop(runId),
    'tune.setAuto': ({ runId, auto }) => conductor.tuner.setAuto(runId, auto),
    'tune.resume': ({ runId, auto }) => conductor.tuner.resume(runId, auto),
    'tune.list': ({ projectId }) => conductor.tuner.list(projectId),
    'report.read': async ({ projectId }) => readReport(store, home, await conductor.data.project(projectId), version),
    'events.list': ({ projectId }) => store.events(projectId),
    'checkpoints.list': ({ stageId }) => conductor.stages.resumePoints(stageId),
    'decisions.list': ({ projectId }) => store.decisions(projectId),
    'preparations.list': ({ projectId }) => store.preparations(projectId),
    'curves.read': request => readCurves(store, request),
    'trials.log': async ({ trialId, maxBytes }) => ({
      text: await readLogTail((await trial(trialId)).logFile, maxBytes),
    }),
  };
}
