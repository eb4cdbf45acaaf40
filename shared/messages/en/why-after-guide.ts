/** Why the rules beyond the guide are there, as in `why.ts`. */
export const whyAfterGuide = {
  'why.R1.title': 'Regularisation comes last, and has to earn its place',
  'why.R1.1':
    'Weight decay pulls weights towards zero at each step, dropout leaves out some of the numbers between layers. Both hold a network back from learning the training rows by heart. Until here they were off, since they bend the curves by which everything else was chosen.',
  'why.R1.2':
    'A few points drawn at random choose; whoever is best of many is partly lucky, so the verdict is that of fresh seeds, each trained with and without. “No gain” is an answer: on large data it is the usual one.',
  'why.R1.3':
    'Regularised runs converge later. So where it gains, num_steps is read off their own curves once more, and decay is looked at again.',
  'why.R1.picture':
    'Two dev losses: one falls fast and rises again, the regularised one falls more slowly and ends deeper.',
} as const;
