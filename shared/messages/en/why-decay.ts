/** Why the rules of learning-rate decay are there, as in `why.ts`. */
export const whyDecay = {
  'why.word.gain': 'gain',
  'why.word.flat': 'flat',
  'why.word.unknown': 'unknown',
  'why.word.preview': 'preview',
  'why.word.training': 'training',

  'why.D1.title': 'The lazy way first',
  'why.D1.1':
    'The rate falls in a straight line from the first step to zero at the last one, as in fastText. There is nothing to be tuned in it, so it is tried before anything else: if this gains nothing, finer schedules hardly will.',
  'why.D1.2':
    'The rate is worked out anew every hundred steps or so; how often makes next to no difference. At a rate of 0.01 over 5,000 steps each step takes two millionths away, and 0.004 is left at step 3,000.',
  'why.D1.picture': 'The rate falls in small, even stairs along a straight line to zero at the last step.',

  'why.D2.title': 'The classic way has four parts',
  'why.D2.1':
    'A start S, a kind, a factor R and a period P. Up to step S nothing changes. At S itself the rate drops for the first time, and then again every P steps.',
  'why.D2.2':
    'Exponential: each drop leaves the R-fold, so that it gets smaller and never reaches zero. Linear: each drop takes the R-th part of the first rate away, until nothing is left.',
  'why.D2.picture': 'A level rate that drops for the first time at S, to its R-fold, and again after every period P.',

  'why.D3.title': 'It starts a little before the peak',
  'why.D3.1':
    'Without decay the dev metric rises, peaks and falls or stands still. From there on the rate is too large to settle deeper. So it starts to fall shortly before, at 0.9 of the step of that peak: with a peak at 3,000, at step 2,700.',
  'why.D3.2':
    'Where the peak stands at the last evaluation, none was seen: the metric was still getting better. Then a start can’t be told from it. More steps would show one; the lazy way needs none.',
  'why.D3.picture':
    'The dev metric rises to a peak, marked by a ring, and falls. A little before it a line marks the start.',

  'why.D4.title': 'Halved by the former peak',
  'why.D4.1':
    'If the rate is nearly as large as before when it comes to the step of the former peak, training goes the same way again: the metric peaks and falls. So by that step at most half of the rate should be left.',
  'why.D4.2':
    'With a very short period it needn’t be, since the drops after it come soon enough. The lazy way is not held to this: it is a line that is given.',
  'why.D4.picture': 'The rate falls in stairs; where it meets the line of the former peak it is below the half.',

  'why.D5.title': 'Neither too fast nor too slow',
  'why.D5.1':
    'Too small a factor kills the rate before training is done, and the last steps learn nothing. Too large a one never gets it down. Too short a period makes the metric flat around its peak; with too long a one only the first drop helps.',
  'why.D5.2':
    'So the preview tells the rate at the start, at the former peak and at the end, and says what to look at. These are hints and forbid nothing. What is proposed at first halves the rate five or six times until the end.',
  'why.D5.picture':
    'Three stairs: one is at the bottom long before the end, one comes down just in time, one hardly falls.',

  'why.D6.title': 'Gain, flat or unknown',
  'why.D6.1':
    'The same network is trained with decay and without, from the same seeds on the same batches, and each seed gives one difference. It is a gain where the 95 % interval of these differences lies above zero, and the difference is beyond what the rows of dev alone could do.',
  'why.D6.2':
    'It is flat where the whole interval lies within one per cent of the loss: the terrain is flat, and there is nothing more to be had here. Anything else is unknown, and it is said what more pairs would cost.',
  'why.D6.3':
    'How many pairs there are is settled before they run. To add pairs until it looks like a gain would find one in pure chance.',
  'why.D6.picture':
    'Three intervals about a line at zero: one wholly above it, one short one around it, and a wide one that holds it.',

  'why.D7.title': 'Noise is measured',
  'why.D7.1':
    'Two runs that differ in nothing but their seed end at different places. How different tells whether a gain means anything, so it is measured: five pairs where a trial takes less than a minute, otherwise three.',
  'why.D7.2':
    'How much one curve jumps along its way says nothing about it: its points come from one run and move together.',
  'why.D7.picture': 'Five pairs, each a hollow dot and a filled one on a line; the filled ones lie higher each time.',

  'why.D8.title': 'What is drawn is what trains',
  'why.D8.1':
    'The preview asks the same function for the rate of a step that the trainer asks before that step. So it can’t show anything else than what will be trained.',
  'why.D8.2':
    'The rate of a step depends on the schedule, on that step and on num_steps, and on nothing else. So a run that was cut off and goes on has the same rates as one that never stopped. The rate in force is recorded with each step, where you can compare it.',
  'why.D8.picture':
    'From one function two lines lead to two charts, preview and training, with the same stairs in both.',

  'why.D9.title': 'One trunk, many branches',
  'why.D9.1':
    'A run whose rate falls from step S on is the run without decay up to S. So it is not trained again: it begins from a checkpoint that the run without decay left at S, and costs only the steps after it.',
  'why.D9.2':
    'The numbers are those of a run from the first step, bit for bit, and the answer says how many steps were saved. The lazy way falls from the first step on and has nothing to branch off.',
  'why.D9.picture': 'A line, the trunk, and three branches that leave it at different steps.',
} as const;
