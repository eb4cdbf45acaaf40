/** Why the rules of batch size and momentum are there, and what their pictures show. */
export const whyBatchMomentum = {
  'why.S1.title': 'Tuned together',
  'why.S1.1':
    'Momentum keeps part of the last step in the next one. It carries a network through flat stretches faster, and over a small rise out of a bad minimum. A smaller batch gives a noisier step, which can also leave a bad minimum, and needs more steps for the same number of examples.',
  'why.S1.2':
    'So both set how noisy and how long a step is. A value of the one that is good beside one value of the other may be bad beside another: they are tried together, as points of a map, not one after the other.',
  'why.S1.picture':
    'A curve with a shallow dip and a deep one beside it. A ball without momentum stays in the shallow dip, one with momentum rolls over the rise into the deep one.',

  'why.S2.title': 'Grid, or at random',
  'why.S2.1':
    'A grid tries every batch size with every momentum: nothing is missed, and it costs as many trials as there are cells. Random search draws some of them, each another one. Where only one of the two matters, ten random points try more of its values than a grid of ten (Bergstra and Bengio 2012).',
  'why.S2.2':
    'By now it is known what a step costs. So both plans say what they would take, in trials, steps and minutes, and one is proposed with its reason. You can change the lists of values before it runs.',
  'why.S2.picture': 'Left a full grid of dots. Right a few dots scattered over the same square, no two in a row.',

  'why.S3.title': 'SGD against Adam',
  'why.S3.1':
    'Adam needs no momentum to be tuned: it keeps its own. So with Adam only batch sizes are tried. Whether a well-tuned SGD ends in a better place is disputed: the guide (2018) says often, later work finds that a tuned Adam need not lose (Choi et al. 2019).',
  'why.S3.2':
    'Descent takes no side. Where the budget allows it, both run, each with a learning rate of its own, over the same examples and the same seeds. The differences, pair by pair, say by how much one is better, or that it is noise.',
  'why.S3.picture':
    'Five pairs of dots joined by lines, some rising, some falling; their mean lies near the zero line.',

  'why.S4.title': 'Both curves count',
  'why.S4.1':
    'First the shape of the loss curve on dev: what reaches the lowest loss is best, and what is within noise of that is equal. Among equals the dev metric decides, such as the accuracy.',
  'why.S4.2':
    'A good metric on a bad loss curve is suspect: over few rows a metric jumps, and one lucky evaluation makes no good network. It is marked, not chosen.',
  'why.S4.picture':
    'Two loss curves that end within a band of noise are equal. A third ends far above, though a star marks its good metric: it is crossed out.',

  'why.S5.title': 'The steps are looked at again',
  'why.S5.1':
    'num_steps was chosen for the batch size of then. A smaller batch sees fewer examples a step and may need more steps, a larger one fewer. Momentum can end the fall sooner.',
  'why.S5.2':
    'So afterwards num_steps is found anew on the chosen curve, by the same rule as before (L5), and told in steps, epochs and examples, before and after.',
  'why.S5.picture':
    'The same curve over steps for two batch sizes: with the smaller batch it converges at a later step.',

  'why.S6.title': 'Each point has its own rate',
  'why.S6.1':
    'Batch size and momentum change the best learning rate. At one fixed rate a network had a dev loss of 0.19 and 0.15 with momentum 0 and 0.5, and 0.77, 2.3 and 2.4 with 0.9, 0.95 and 0.99: the higher ones would be rejected for the wrong reason.',
  'why.S6.2':
    'So each point gets a rate before it trains: the accepted rate, times what a short probe finds for this point over what it finds for the accepted one. That ratio cancels what the probe gets wrong. Above momentum 0.95, where a probe settles too slowly, the rate is scaled from that at 0.9.',
  'why.S6.3':
    'The winner and the runner-up are also tried at three times and a third of their rate. The table tells every rate and where it came from. You may hold the accepted rate for all points instead, as the guide does.',
  'why.S6.picture':
    'Dev loss over the rate for low and for high momentum: two valleys side by side. A dashed line at one fixed rate hits the one at its bottom and the other on its slope.',

  'why.S7.title': 'Compared by examples seen',
  'why.S7.1':
    'A step with batch size 256 sees sixteen times as many examples as one with 16. Over steps the large batch looks better, over updates the small one. What is spent is examples, so all points train on equally many, are evaluated at the same numbers of them, and are compared there.',
  'why.S7.2': 'Seconds are shown beside it and never ranked by: they depend on what else the machine does.',
  'why.S7.picture':
    'Above, curves of a small and a large batch over steps end at different places. Below, over examples, both end at the same place.',
} as const;
