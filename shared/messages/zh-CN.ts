import type { en } from './en.ts';
import { batchMomentum } from './zh-CN/batch-momentum.ts';
import { batchMomentumPage } from './zh-CN/batch-momentum-page.ts';
import { chart } from './zh-CN/chart.ts';
import { cli } from './zh-CN/cli.ts';
import { commandPage } from './zh-CN/command-page.ts';
import { conductor } from './zh-CN/conductor.ts';
import { copyTrial } from './zh-CN/copy-trial.ts';
import { core } from './zh-CN/core.ts';
import { data } from './zh-CN/data.ts';
import { dataChecks } from './zh-CN/data-checks.ts';
import { dataFiles } from './zh-CN/data-files.ts';
import { dataImages } from './zh-CN/data-images.ts';
import { dataPrepare } from './zh-CN/data-prepare.ts';
import { dataSplit } from './zh-CN/data-split.ts';
import { dataStep } from './zh-CN/data-step.ts';
import { dataTable } from './zh-CN/data-table.ts';
import { dataText } from './zh-CN/data-text.ts';
import { decay } from './zh-CN/decay.ts';
import { decayPage } from './zh-CN/decay-page.ts';
import { decision } from './zh-CN/decision.ts';
import { event } from './zh-CN/event.ts';
import { evidence } from './zh-CN/evidence.ts';
import { exported } from './zh-CN/export.ts';
import { finalPage } from './zh-CN/final-page.ts';
import { finalRuns } from './zh-CN/final-runs.ts';
import { model } from './zh-CN/model.ts';
import { newLadder } from './zh-CN/new-ladder.ts';
import { ownCommand } from './zh-CN/own-command.ts';
import { page } from './zh-CN/page.ts';
import { predict } from './zh-CN/predict.ts';
import { preparationStep } from './zh-CN/preparation-step.ts';
import { prepare } from './zh-CN/prepare.ts';
import { probe } from './zh-CN/probe.ts';
import { projects } from './zh-CN/projects.ts';
import { regularisation } from './zh-CN/regularisation.ts';
import { regularisationPage } from './zh-CN/regularisation-page.ts';
import { report } from './zh-CN/report.ts';
import { schedule } from './zh-CN/schedule.ts';
import { server } from './zh-CN/server.ts';
import { stage } from './zh-CN/stage.ts';
import { store } from './zh-CN/store.ts';
import { trainer } from './zh-CN/trainer.ts';
import { tune } from './zh-CN/tune.ts';
import { tunePage } from './zh-CN/tune-page.ts';
import { why } from './zh-CN/why.ts';
import { whyAfterGuide } from './zh-CN/why-after-guide.ts';
import { whyBatchMomentum } from './zh-CN/why-batch-momentum.ts';
import { whyDecay } from './zh-CN/why-decay.ts';

/** 简体中文. */
export const zh: Record<keyof typeof en, string> = {
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
