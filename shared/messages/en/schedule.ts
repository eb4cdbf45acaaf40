/** How the learning rate changes while a trial trains: what schedules are called, and what is said of one before it trains. */
export const schedule = {
  'schedule.constant': 'constant',
  'schedule.linear': 'linear to 0, every {interval} steps',
  'schedule.exponential': 'exponential: × {rate} from step {start}, every {period} steps',
  'schedule.step-linear': 'linear steps: −{percent} % from step {start}, every {period} steps',
  'schedule.cosine': 'cosine to 0',
  'schedule.withWarmup': '{reason}, after a warm-up of {warmup} steps',

  'schedule.check.noPeak':
    'The peak stands at the last evaluation, so none was seen: train for more steps, or take the lazy linear decay.',
  'schedule.check.startGood': 'Starts at step {start}, a little before the former peak at {peak}.',
  'schedule.check.startEarly':
    'Starts at step {start}, long before the former peak at {peak}: the rate falls while training still gains from it. A little before the peak is step {better}.',
  'schedule.check.startLate':
    'Starts at step {start}, not before the former peak at {peak}: the rate falls when it no longer helps. A little before the peak is step {better}.',
  'schedule.check.halved': 'By the former peak at {peak} the rate is {rate}, at most half of {learningRate}.',
  'schedule.check.notHalved':
    'By the former peak at {peak} the rate is still {rate}, more than half of {learningRate}: the peak comes and goes as before.',
  'schedule.check.notHalvedButShort':
    'By the former peak at {peak} the rate is still {rate}, more than half of {learningRate}; with so short a period it falls soon after.',
  'schedule.check.lasts': 'The rate lasts: at step {step}, near the end, it is still {rate}.',
  'schedule.check.dies':
    'From step {step} on the rate is below a thousandth of {learningRate}: the last {count} steps hardly train. A smaller drop, or a longer period, lasts.',
  'schedule.check.comesDown': 'It gets down: the last step trains at {rate}.',
  'schedule.check.staysHigh':
    'It hardly gets down: the last step still trains at {rate}. A larger drop, a shorter period or an earlier start gets it lower.',
  'schedule.check.periodGood': 'The rate drops {count} times before the end.',
  'schedule.check.periodShort':
    'A drop every {period} steps, {count} in all, is a very short period: the metric gets flat around its peak.',
  'schedule.check.periodLong_one': 'The rate drops once before the end: only that first drop can help.',
  'schedule.check.periodLong_other': 'The rate never drops before the end.',
  'schedule.check.neverWarm':
    'The warm-up takes all of the {steps} steps: the rate never gets beyond {rate}, and the decay never begins.',

  'cli.column.schedule': 'schedule',
  'cli.schedule.about': 'show how a learning rate would change while it trains, and what speaks for or against that',
  'cli.schedule.atStart': '{rate} at the start',
  'cli.schedule.atPeak': '{rate} at the former peak (step {peak})',
  'cli.schedule.atLast': '{rate} at the last step ({step})',
  'cli.schedule.atEnd': '{rate} at T ({steps})',
  'cli.flag.schedule': 'how the learning rate changes while it trains',
  'cli.flag.interval': 'steps after which a linear decay is recomputed (default: 100)',
  'cli.flag.start': 'the step of the first drop of exponential and step-linear (of schedule by default: 0.9 × --peak)',
  'cli.flag.decayRate':
    'how much a drop takes: what is left of the rate (exponential), or the share of the first rate that goes (step-linear) (default: 0.5)',
  'cli.flag.period': 'steps from one drop to the next (default: a fifth of what is left after the start)',
  'cli.flag.warmup': 'steps over which the rate rises first (default: 0)',
  'cli.flag.scheduleSteps': 'T, num_steps',
  'cli.flag.peak': 'the step at which the dev metric peaked without decay; T where it did at the last evaluation',
  'error.schedule.part': '{flag} is no part of the schedule “{kind}”.',
  'error.schedule.start': 'The schedule “{kind}” needs the step of its first drop: --start STEP.',
  'error.schedule.period': 'The schedule “{kind}” needs --period N, or --steps N, from which that follows.',
} as const;
