import { batchMomentum } from './en/batch-momentum.ts';
import { batchMomentumPage } from './en/batch-momentum-page.ts';
import { chart } from './en/chart.ts';
import { cli } from './en/cli.ts';
import { commandPage } from './en/command-page.ts';
import { conductor } from './en/conductor.ts';
import { copyTrial } from './en/copy-trial.ts';
import { core } from './en/core.ts';
import { data } from './en/data.ts';
import { dataChecks } from './en/data-checks.ts';
import { dataFiles } from './en/data-files.ts';
import { dataImages } from './en/data-images.ts';
import { dataPrepare } from './en/data-prepare.ts';
import { dataSplit } from './en/data-split.ts';
import { dataStep } from './en/data-step.ts';
import { dataTable } from './en/data-table.ts';
import { dataText } from './en/data-text.ts';
import { decay } from './en/decay.ts';
import { decayPage } from './en/decay-page.ts';
import { decision } from './en/decision.ts';
import { event } from './en/event.ts';
import { evidence } from './en/evidence.ts';
import { exported } from './en/export.ts';
import { finalPage } from './en/final-page.ts';
import { finalRuns } from './en/final-runs.ts';
import { model } from './en/model.ts';
import { newLadder } from './en/new-ladder.ts';
import { ownCommand } from './en/own-command.ts';
import { page } from './en/page.ts';
import { predict } from './en/predict.ts';
import { preparationStep } from './en/preparation-step.ts';
import { prepare } from './en/prepare.ts';
import { probe } from './en/probe.ts';
import { projects } from './en/projects.ts';
import { regularisation } from './en/regularisation.ts';
import { regularisationPage } from './en/regularisation-page.ts';
import { report } from './en/report.ts';
import { schedule } from './en/schedule.ts';
import { server } from './en/server.ts';
import { stage } from './en/stage.ts';
import { store } from './en/store.ts';
import { trainer } from './en/trainer.ts';
import { tune } from './en/tune.ts';
import { tunePage } from './en/tune-page.ts';
import { why } from './en/why.ts';
import { whyAfterGuide } from './en/why-after-guide.ts';
import { whyBatchMomentum } from './en/why-batch-momentum.ts';
import { whyDecay } from './en/why-decay.ts';

/** The English catalogue, a file for each part of the program; the Chinese one must hold the same keys (a test sees to it). */
export const en = {
  ...core,
  ...data,
  ...dataChecks,
  ...dataFiles,
  ...dataImages,
  ...dataPrepare,
  ...dataSplit,
  ...dataStep,
  ...dataTable,
  ...dataText,
  ...store,
  ...trainer,
  ...conductor,
  ...tune,
  ...tunePage,
  ...server,
  ...cli,
  ...ownCommand,
  ...commandPage,
  ...page,
  ...evidence,
  ...finalRuns,
  ...batchMomentum,
  ...model,
  ...newLadder,
  ...copyTrial,
  ...decayPage,
  ...finalPage,
  ...decay,
  ...regularisation,
  ...regularisationPage,
  ...decision,
  ...preparationStep,
  ...prepare,
  ...probe,
  ...projects,
  ...report,
  ...schedule,
  ...why,
  ...whyDecay,
  ...whyAfterGuide,
  ...chart,
  ...event,
  ...stage,
  ...batchMomentumPage,
  ...whyBatchMomentum,
  ...exported,
  ...predict,
};
