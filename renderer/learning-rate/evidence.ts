import type { StageView } from '#shared/contract/requests.ts';
import type { LadderAnswer, Rung } from '#shared/domain/answer.ts';
import type { TrialStatus } from '#shared/domain/trial.ts';
import type { Language } from '#shared/messages/text.ts';
import { beatsBar, lossBar } from '#shared/method/bar.ts';
import { pastEdge } from '#shared/method/ladder.ts';
import { isBetter } from '#shared/method/metric.ts';
import { betterOnDev } from '#shared/method/overfitting.ts';
import { estimateOf } from '#shared/method/probe/answer.ts';
import type { Translate } from '../app/context.ts';
import { formatCount, formatMetric, formatNumber, formatRate, formatWithNoise } from '../format.ts';
import { metricHeading } from '../names.ts';
import type { ShownProbe } from '../probe/shown-probe.ts';
import type { Rule } from '../why/rules.ts';
import { ladderFacts } from './ladder-facts.ts';
import { CONTINUES, OPEN } from './trial-moves.ts';

/** One reason for or against the recommendation. */
export interface Evidence {
  verdict: 'good' | 'warn' | 'bad' | 'wait';
  title: string;
  body: string;
  rule: Rule;
  /** What a person can do about it. */
  remedy: { kind: 'runLonger'; steps: number } | { kind: 'addRate'; rate: number } | null;
}

/** A curve that has not converged is offered this many times its steps. */
const LONGER = 2;

/** The reasons that a ladder's answer brings along, in the order of METHOD.md. Empty where no rung is usable yet. */
export function evidenceOf(
  view: Pick<StageView, 'answer' | 'stage' | 'project' | 'trials'>,
  probe: ShownProbe | null,
  t: Translate,
  language: Language,
): Evidence[] {
  const { answer } = view;
  const best = answer.rungs.find(rung => rung.trialId === answer.best?.trialId);
  const evidence =
    best === undefined
      ? []
      : [
          ...noBetter(view, best, t, language),
          depth(answer, best, t, language),
          ...speed(answer, best, t, language),
          convergence(view, best, t, language),
          ...learntByHeart(answer, best, t, language),
          ...crossCheck(view, best, probe, t),
          ...edge(view, best, t),
          ...extension(answer, t),
          ...refinement(answer, t),
          ...openTrials(answer, best, t),
        ];
  return [...evidence, ...pruning(view, t, language), ...unfinished(answer, t), ...diverged(answer, t)];
}

const loss = (rung: Rung, language: Language): string => {
  const { value, noise } = formatWithNoise(rung.finalLoss, rung.noise, language);
  return noise === null ? value : `${value} ± ${noise}`;
};

const listed = (rates: readonly number[], t: Translate): string => rates.map(formatRate).join(t('page.list.separator'));

const byLoss = (a: Rung, b: Rung): number => a.finalLoss! - b.finalLoss!;

function noBetter(
  view: Pick<StageView, 'answer' | 'project' | 'trials'>,
  best: Rung,
  t: Translate,
  language: Language,
): Evidence[] {
  const facts = ladderFacts(view);
  // Early on every curve stands there.
  if (facts === null || view.answer.open > 0 || beatsBar(best, facts)) return [];
  const values = { loss: loss(best, language), bar: formatNumber(lossBar(facts).loss, language) };
  const title = t('page.evidence.noBetter');
  return [{ verdict: 'bad', title, body: t('page.evidence.noBetterThan', values), rule: 'L3', remedy: null }];
}

function depth(answer: LadderAnswer, best: Rung, t: Translate, language: Language): Evidence {
  const [other] = answer.rungs
    .filter(rung => rung !== best && rung.rank !== null && rung.finalLoss !== null)
    .sort(byLoss);
  const base = { verdict: 'good', rule: 'L3', remedy: null } as const;
  if (other === undefined) {
    return {
      ...base,
      title: t('page.evidence.deepest'),
      body: t('page.evidence.deepestAlone', { loss: loss(best, language) }),
    };
  }
  const values = {
    loss: loss(best, language),
    other: formatRate(other.learningRate),
    otherLoss: loss(other, language),
  };
  return byLoss(best, other) <= 0
    ? { ...base, title: t('page.evidence.deepest'), body: t('page.evidence.deepestNext', values) }
    : { ...base, title: t('page.evidence.deep'), body: t('page.evidence.deepWithinNoise', values) };
}

function speed(answer: LadderAnswer, best: Rung, t: Translate, language: Language): Evidence[] {
  if (best.stepsToReach === null) return [];
  const [other] = answer.rungs
    .filter(rung => rung !== best && rung.rank !== null && rung.stepsToReach !== null)
    .sort((a, b) => a.stepsToReach! - b.stepsToReach!);
  const step = formatCount(best.stepsToReach, language);
  const base = { verdict: 'good', rule: 'L3', remedy: null } as const;
  if (other === undefined) {
    const body = answer.open > 0 ? t('page.evidence.fastestYet', { step }) : t('page.evidence.fastestAlone', { step });
    return [{ ...base, title: t('page.evidence.fastest'), body }];
  }
  const values = { step, other: formatRate(other.learningRate), otherStep: formatCount(other.stepsToReach!, language) };
  return other.stepsToReach! >= best.stepsToReach
    ? [{ ...base, title: t('page.evidence.fastest'), body: t('page.evidence.fastestNext', values) }]
    : // It came near sooner, but did not end within noise of the lowest.
      [{ ...base, title: t('page.evidence.fast'), body: t('page.evidence.fastButNotFirst', values) }];
}

function convergence(
  view: Pick<StageView, 'answer' | 'stage'>,
  best: Rung,
  t: Translate,
  language: Language,
): Evidence {
  const { numSteps } = view.answer;
  const base = { rule: 'L5', remedy: null } as const;
  if (numSteps.converged && numSteps.convergedAt !== null) {
    const step = formatCount(numSteps.convergedAt, language);
    return {
      ...base,
      verdict: 'good',
      title: t('page.evidence.converged'),
      body: t('page.evidence.convergedAt', { step }),
    };
  }
  const rate = formatRate(best.learningRate);
  if (NOT_DONE.has(best.status)) {
    return {
      ...base,
      verdict: 'wait',
      title: t('page.evidence.notYetConverged'),
      body: t('page.evidence.stillFalling', { rate }),
    };
  }
  const steps = formatCount(best.steps, language);
  return {
    ...base,
    verdict: 'warn',
    title: t('page.evidence.notConverged'),
    body: t('page.evidence.fallingAtEnd', { rate, steps }),
    // What was cut short is continued first.
    remedy: best.status === 'finished' ? { kind: 'runLonger', steps: view.stage.plan.base.steps * LONGER } : null,
  };
}

/** Another rate does clearly better on what was not trained on. */
function learntByHeart(answer: LadderAnswer, best: Rung, t: Translate, language: Language): Evidence[] {
  const other = betterOnDev(answer);
  if (other === null) return [];
  const values = {
    dev: formatNumber(best.devLoss, language),
    other: formatRate(other.learningRate),
    otherDev: formatNumber(other.devLoss, language),
  };
  const base = { verdict: 'warn', title: t('page.evidence.byHeart'), rule: 'L3', remedy: null } as const;
  if (!isBetter(best.metric, other.metric)) return [{ ...base, body: t('page.evidence.byHeartBetter', values) }];
  const { name } = best.metric;
  const metrics = {
    metric: metricHeading(name, t),
    value: formatMetric(name, best.metric.value, language),
    otherValue: formatMetric(name, other.metric.value, language),
  };
  return [{ ...base, body: t('page.evidence.byHeartSurer', { ...values, ...metrics }) }];
}

/** Decades by which probe and ladder may differ before that is pointed out [B8]. */
const MOST_DECADES = 1;

/** Whether the probe says the same; nothing where it was made for something else. */
function crossCheck(
  { trials }: Pick<StageView, 'trials'>,
  best: Rung,
  shown: ShownProbe | null,
  t: Translate,
): Evidence[] {
  if (shown?.madeFor !== 'this' || trials.some(trial => trial.dataDigest !== shown.probe.dataDigest)) return [];
  const estimate = estimateOf(shown.probe.answer);
  const values = { rate: formatRate(estimate), best: formatRate(best.learningRate) };
  const decades = Math.abs(Math.log10(estimate / best.learningRate));
  const base = { rule: 'B8', remedy: null } as const;
  // The logarithm of 10 may have a last digit too many.
  return decades <= MOST_DECADES + 1e-9
    ? [
        {
          ...base,
          verdict: 'good',
          title: t('probePanel.evidence.agrees'),
          body: t('probePanel.evidence.agreesWith', values),
        },
      ]
    : [
        {
          ...base,
          verdict: 'warn',
          title: t('probePanel.evidence.differs'),
          body: t('probePanel.evidence.differsBy', values),
        },
      ];
}

/** Still to be trained, or to be gone on with. */
const NOT_DONE: ReadonlySet<TrialStatus> = new Set<TrialStatus>(['queued', 'running', 'waiting', 'paused']);

function edge({ answer, stage }: Pick<StageView, 'answer' | 'stage'>, best: Rung, t: Translate): Evidence[] {
  if (answer.atEdge === null) return [];
  const rate = formatRate(best.learningRate);
  // Once the others are done, an extended ladder goes on by itself.
  const goesOn = stage.plan.extend && answer.open > 0;
  return [
    {
      verdict: goesOn ? 'wait' : 'warn',
      title: t('page.evidence.atEdge'),
      body: answer.atEdge === 'high' ? t('page.evidence.highest', { rate }) : t('page.evidence.lowest', { rate }),
      rule: 'L4',
      remedy: goesOn ? null : { kind: 'addRate', rate: pastEdge(best.learningRate, answer.atEdge) },
    },
  ];
}

function extension({ extended }: LadderAnswer, t: Translate): Evidence[] {
  if (extended.length === 0) return [];
  const body = t('page.evidence.extendedTo', { rates: listed(extended, t) });
  return [{ verdict: 'good', title: t('page.evidence.extended'), body, rule: 'L4', remedy: null }];
}

function refinement({ refined }: LadderAnswer, t: Translate): Evidence[] {
  if (refined.length === 0) return [];
  const body = t('page.evidence.refinedBy', { rates: listed(refined, t) });
  return [{ verdict: 'good', title: t('page.evidence.refined'), body, rule: 'L2', remedy: null }];
}

/** What the early stop of rungs that can't win has spared. */
function pruning({ answer, stage }: Pick<StageView, 'answer' | 'stage'>, t: Translate, language: Language): Evidence[] {
  if (answer.pruned.length === 0) return [];
  const spared = answer.rungs
    .filter(({ status }) => status === 'pruned')
    .reduce((sum, { steps }) => sum + stage.plan.base.steps - steps, 0);
  const values = {
    spared: formatCount(spared, language),
    full: formatCount(answer.stepsFull, language),
    rates: listed(answer.pruned, t),
  };
  const title = t('page.evidence.pruned');
  return [{ verdict: 'good', title, body: t('page.evidence.prunedSpared', values), rule: 'prune', remedy: null }];
}

function openTrials(answer: LadderAnswer, best: Rung, t: Translate): Evidence[] {
  if (answer.open === 0) return [];
  const others = answer.rungs.filter(rung => rung !== best && OPEN.has(rung.status));
  const body =
    others.length === 0
      ? t('page.evidence.bestOpen')
      : others.length === 1
        ? t('page.evidence.oneOpen', { rate: formatRate(others[0]!.learningRate) })
        : t('page.evidence.manyOpen', { count: others.length });
  return [{ verdict: 'wait', title: t('page.evidence.uncertain'), body, rule: 'L3', remedy: null }];
}

function unfinished(answer: LadderAnswer, t: Translate): Evidence[] {
  const rates = answer.rungs.filter(rung => CONTINUES.has(rung.status)).map(rung => rung.learningRate);
  if (rates.length === 0) return [];
  const body = t('page.evidence.unfinishedRates', { rates: listed(rates, t) });
  return [{ verdict: 'warn', title: t('page.evidence.unfinished'), body, rule: 'L3', remedy: null }];
}

function diverged(answer: LadderAnswer, t: Translate): Evidence[] {
  const rates = answer.rungs.filter(rung => rung.status === 'diverged').map(rung => rung.learningRate);
  if (rates.length === 0) return [];
  const body = t('page.evidence.divergedRates', { rates: listed(rates, t) });
  return [{ verdict: 'bad', title: t('page.evidence.diverged'), body, rule: 'L8', remedy: null }];
}
