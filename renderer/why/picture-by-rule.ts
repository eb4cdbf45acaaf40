import type { ComponentType } from 'react';
import type { Rule } from '#shared/domain/evidence.ts';
import * as afterGuide from './pictures/after-guide-pictures.tsx';
import * as batchMomentum from './pictures/batch-momentum-pictures.tsx';
import * as budget from './pictures/budget-pictures.tsx';
import * as decay from './pictures/decay-pictures.tsx';
import * as final from './pictures/final-pictures.tsx';
import * as ladder from './pictures/ladder-pictures.tsx';
import * as preparation from './pictures/preparation-pictures.tsx';

/** The rules that have their picture and their text. */
export type ExplainedRule = Rule;

export const isExplained = (rule: Rule): rule is ExplainedRule => rule in PICTURES;

/** The picture of each rule. */
export const PICTURES: Readonly<Record<ExplainedRule, ComponentType<{ label: string }>>> = {
  M1: preparation.EveryStep,
  M2: preparation.ScreenAndFile,
  M3: preparation.CommandWithFlags,
  M4: preparation.LinearAndLog,
  M5: preparation.SharedMemory,
  M6: preparation.WithAndWithout,
  M7: preparation.FirstBatch,
  M8: preparation.SignalThroughLayers,
  M9: preparation.ThreeParts,
  L1: ladder.SixRates,
  L2: ladder.TwelveRates,
  L3: ladder.FastAndDeep,
  L4: ladder.PastTheEnd,
  L5: ladder.ConvergedTimes,
  L6: ladder.SameStart,
  L7: ladder.SideBySide,
  L8: ladder.DivergedEarly,
  prune: ladder.Rungs,
  B1: budget.UpdateBesideWeights,
  B2: budget.Readings,
  B3: budget.NextRate,
  B4: budget.LayersAndBand,
  B5: budget.NoTrace,
  B6: budget.HalvedUntilItFalls,
  B7: budget.TargetAndBest,
  B8: budget.ProbeAndLadder,
  B9: budget.LowestWithinSteps,
  S1: batchMomentum.OverTheRise,
  S2: batchMomentum.GridAndRandom,
  S3: batchMomentum.PairedRace,
  S4: batchMomentum.MetricOnABadCurve,
  S5: batchMomentum.StepsAgain,
  S6: batchMomentum.OwnRate,
  S7: batchMomentum.OverExamples,
  D1: decay.LinearToZero,
  D2: decay.FourParts,
  D3: decay.BeforeThePeak,
  D4: decay.HalfByThePeak,
  D5: decay.FastAndSlow,
  D6: decay.Intervals,
  D7: decay.FivePairs,
  D8: decay.OneFunction,
  D9: decay.TrunkAndBranches,
  R1: afterGuide.HeldDown,
  R2: final.OnceOnTest,
};
