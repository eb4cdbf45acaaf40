/** Why each rule is there: its name, two or three paragraphs in plain words, and what its picture shows. */
export const why = {
  'why.open': 'Rule {rule}',
  'why.close': 'Close',
  'why.chip.prune': 'Pruning',
  'why.word.before': 'before',
  'why.word.after': 'after',
  'why.word.bias': 'bias',
  'why.word.probe': 'probe',
  'why.word.ladder': 'ladder',
  'why.word.train': 'train',
  'why.word.dev': 'dev',
  'why.word.test': 'test',

  'why.B1.title': 'An update beside the weights',
  'why.B1.1':
    'After an update, its size is compared with that of the weights: ‖Δw‖ ÷ ‖w‖. Δw is what the optimizer really added, with the learning rate and momentum in it, not the bare gradient.',
  'why.B1.2':
    'About 0.001 is a healthy start: each step moves the weights by a thousandth of their size. Far smaller, and the network hardly moves: raise the rate. Far larger, and each step throws away what the last one learned: lower it.',
  'why.B1.3':
    'The best rates that we measured lie above 0.001, mostly between 0.002 and 0.02, and down to 0.0005 for networks that are mostly word vectors. That is the band in the chart.',
  'why.B1.picture':
    'Three arrows of equal length for the weights. At the tip of each stands its update: a dot that is too small, a short arrow that is right, and one so long that it is too large.',

  'why.B2.title': 'A few batches are enough',
  'why.B2.1':
    'One batch gives one reading of the ratio, and readings of different batches scatter. But they scatter about a middle that stays where it is, so the median of a few of them is already near it.',
  'why.B2.2':
    'That is why a hundred steps can do. Several rates are tried for a few steps each from the same start, the best of them go on a little, and the best one goes on longest.',
  'why.B2.picture': 'Readings of a few batches as dots, scattered about a level line, their median.',

  'why.B3.title': 'From one reading to the next rate',
  'why.B3.1':
    'With plain SGD an update is the learning rate times the gradient. So at one place the ratio grows just as the rate does, and one reading gives the next value directly: the rate times 0.001 ÷ ratio, by a factor of 100 at most.',
  'why.B3.2':
    'Momentum adds earlier updates to the present one, so that its steps settle at a larger size. How much larger depends on how well the gradients agree, about twice at momentum 0.9 in our case. So that is measured, not assumed.',
  'why.B3.3':
    'The rule gives a rate that trains, typically 4 to 20 times below the best one. So it stands beside the estimate for comparison and does not make it.',
  'why.B3.picture':
    'Ratio against rate, a rising straight line. From the one rate that was measured an arrow follows the line to where it meets the target.',

  'why.B4.title': 'Each layer on its own',
  'why.B4.1':
    'Each set of parameters has its own ratio, since one layer can be far off while the sum looks well. The table of layers shows them all, with the band beside them.',
  'why.B4.2':
    'Biases start at zero, and a size compared with zero has no meaning at first. Their ratio is shown, not used. Of word vectors only those count that the batch touched: the others did not move and would water the ratio down.',
  'why.B4.picture':
    'Ratios of four sets of parameters as dots beside a band: two lie inside it, one above it, and the bias, a hollow dot, is not used.',

  'why.B5.title': 'The probe leaves no trace',
  'why.B5.1':
    'The probe trains a real network for up to a hundred steps. If it left anything behind, whatever is trained later would start from another place, and nobody could tell what was due to the probe.',
  'why.B5.2':
    'So weights, optimizer, random state and data order are afterwards bit for bit what they were before. That is proven by comparing digests, fingerprints that differ where a single bit does.',
  'why.B5.picture': 'A network goes through the probe’s loop; its fingerprints before and after are equal.',

  'why.B6.title': 'The estimate is checked',
  'why.B6.1':
    'A rate is worth something only if it trains. So a few steps are taken at the estimate, and they must lower the loss on examples that no batch of the probe held.',
  'why.B6.2':
    'Where the loss rises by half or more instead, the rate diverges: it is halved and checked again, as long as the hundred steps last. A smaller rise may be noise, so the rate stays. How often it was halved is part of the evidence; an estimate that was never confirmed says so.',
  'why.B6.picture': 'A short curve that rises and is crossed out; below it one at half the rate that falls.',

  'why.B7.title': 'The target was tested',
  'why.B7.1':
    'The guide that this method follows aims at a ratio of 0.001. We compared that with the best rate of a ladder of twelve over many data sets and networks: the best rates had ratios of 0.002 to 0.02. The target is safe, but usually not the best.',
  'why.B7.2':
    'A line search and a short race do better. The line search finds the step that lowers one batch’s loss most. Around it several rates race for a few steps, judged on examples they have not seen. Races that short are noisy, so only part of the winner’s distance from a typical rate is believed.',
  'why.B7.3': 'So the ratio is shown first, because it can be understood at a glance; the race makes the number.',
  'why.B7.picture':
    'A scale of ratios. The best rates pile up between 0.002 and 0.02; the target of 0.001 stands just below them.',

  'why.B8.title': 'Probe and ladder, side by side',
  'why.B8.1':
    'Probe and ladder are two ways to the same number. The probe looks at a hundred steps, the ladder trains several rates to the end. Where both were run, they are shown side by side.',
  'why.B8.2':
    'Within a decade of each other they agree: no more can be asked of a hundred steps. Where they differ by more, that is pointed out.',
  'why.B8.3':
    'They need not be wrong then, since they look for different things: the probe for a low loss on examples that it was not trained on, the ladder for a low training loss. A network that learns its rows by heart can have the lower training loss at a higher rate and do worse on new rows. The dev loss of the ladder’s trials settles it.',
  'why.B8.picture': 'A scale of learning rates with two marks, the probe’s and the ladder’s, less than a decade apart.',

  'why.B9.title': 'The probe aims where the ladder aims',
  'why.B9.1':
    'The ladder takes the rate whose dev loss gets deepest within num_steps. So does the probe: it estimates that rate, and is told num_steps for it. A short run must get far quickly and needs a higher rate; a long one ends in the noise that its rate leaves, and needs a lower one.',
  'why.B9.2':
    'So an estimate holds for the num_steps that it was made for, and for another number the probe is run again. How much the rate falls with the steps was fitted for each optimizer over many data sets, leaving one out each time.',
  'why.B9.picture':
    'Two dev losses over the steps. Within num_steps, a solid line, the one of the higher rate reaches the deeper point; beyond it, dashed, it would not.',

  'why.L1.title': 'Six rates, ten times apart',
  'why.L1.1':
    'The ladder: 1, 0.1, 0.01, 0.001, 0.0001 and 0.00001. Nobody can tell from outside which learning rate a network needs: between two data sets it may differ a thousandfold. Steps of ten cover that whole range with six trials.',
  'why.L1.2':
    'Too low a rate learns so slowly that nothing seems to happen. Too high a one jumps across the valley, or out of it. In between lie the rates that work, and six trials show where that is.',
  'why.L1.picture':
    'Final loss against rate, shaped like a valley, with the six rates as dots on it. The rate 0.1 is the lowest.',

  'why.L2.title': 'Finer candidates, where there is time',
  'why.L2.1':
    'With more time, six more candidates come between the others: 0.05, 0.03, 0.007, 0.005, 0.003 and 0.0005. They are close together where good rates usually lie, and make twelve in all.',
  'why.L2.2':
    'There is a cheaper way to the same end: first the six, then only the neighbours of the best one, about three times as high and a third as high. That is what “refine afterwards” does, for two more trials.',
  'why.L2.picture':
    'The valley of final losses with six large dots, and smaller dots between them that lie close together near its floor.',

  'why.L3.title': 'Fast and deep',
  'why.L3.1':
    'Fast and deep: a good rate takes the loss far down and is there early, on rows that it was not trained on. Deep is the lowest dev loss that a rate reached at any evaluation. Rates within noise of the deepest are equal; of these the one that was there in the fewest steps is chosen. Diverged rates are out.',
  'why.L3.2':
    'Noise has two parts. Other rows in dev would give other figures: so two rates are compared row by row. Another seed would too: so rates that are nearly equal are trained once more from a second seed. What lies within two standard errors of both is no difference, and choosing by it would be choosing by chance.',
  'why.L3.3':
    'Robust beats fast: a rate that jumps, whose next rate up diverges, whose seeds lie far apart, or that is low for a moment only, is passed over for one that is as deep. And where no rate does better on dev than a guess that ignores the inputs, none is recommended.',
  'why.L3.picture':
    'Three falling curves. Two end within the band of noise at the bottom; the steeper one is there first and is chosen.',

  'why.L4.title': 'Past the end of the ladder',
  'why.L4.1':
    'If the best rate stands at an end of the ladder, the right one may lie outside: there the final losses may still be going down. So the ladder is extended past that end, and the choice is made again.',
  'why.L4.2':
    'Where extension is on, that happens by itself. Where it is off, the next rate is offered as a button, and until it has been tried the recommendation says that it stands at the edge.',
  'why.L4.picture':
    'Final losses that still fall at the last rate that was tried; beyond it a further rate lies lower.',

  'why.L5.title': 'How long to train',
  'why.L5.1':
    'num_steps is how long to train: the step at which the chosen rate has converged on the dev set, times 1.5. What is changed later, such as momentum or decay, may slow convergence down, and must not be cut short. Where the dev loss rises again instead, the network overfits: then num_steps is the last step before that, without a margin.',
  'why.L5.2':
    'Converged means: from that step on neither the dev loss nor the metric gets better beyond noise. A training loss that still falls under a flat dev loss learns the training rows by heart and nothing more. What still gets better at the end has not converged. Then Descent says so and offers to run longer; the last step is never taken for it.',
  'why.L5.3': 'You can move the mark in the chart, or type another number: it is a recommendation, as everything here.',
  'why.L5.picture':
    'A curve that falls and then stays level. A dashed line marks where it converged, a solid one num_steps, 1.5 times as far.',

  'why.L6.title': 'Same start, same batches',
  'why.L6.1':
    'All rates start from the same weights and see the same batches in the same order, so that nothing but the learning rate differs. What the curves show is then the rate’s doing and not luck.',
  'why.L6.2':
    'One number, the seed, decides both. With the same seed, data and settings a trial gives the same numbers again, on the processor to the last bit.',
  'why.L6.picture': 'Three curves start at one point; below them runs one row of batches that all three share.',

  'why.L7.title': 'Several trials at once',
  'why.L7.1':
    'A small network keeps only part of a machine busy. So one trial’s memory is measured first, and then as many trials run side by side as fit. Each is slower than it would be alone, but the whole ladder is done sooner.',
  'why.L7.2':
    'Running side by side changes no number. Each trial is a process of its own, with its own files, weights and random state, and none can collide with another.',
  'why.L7.picture':
    'Above, three trials one after the other. Below, the same three at once: each bar is longer, yet all end sooner.',

  'why.L8.title': 'Diverged trials stop early',
  'why.L8.1':
    'A trial has diverged where its loss is no longer a finite number, or stays far above its start for many steps. It does not come back from there, so it is stopped and its remaining steps are saved.',
  'why.L8.2':
    'It is kept on record with the step and the reason, marked ✕ in the chart. That is worth knowing: it shows where the rates that work come to an end. It is never chosen.',
  'why.L8.picture': 'Two curves fall; a third shoots up, is marked with a cross, and ends there.',

  'why.prune.title': 'Candidates that can’t win stop early',
  'why.prune.1':
    'It is soon plain that some rates are out of the running. So at a few fixed steps the trials of a ladder wait for one another and are compared. Those that can’t win any more are stopped there, the others go on from where they were.',
  'why.prune.2':
    'They are compared at the same step and not at the same time, so a busy machine can’t change the result. Early on nobody is stopped, since a rate may begin slowly and end best.',
  'why.prune.3':
    'What a stopped trial has done is kept and drawn, and the answer says how many steps were spared. It can be turned off before the ladder starts: then every rate is trained to its end.',
  'why.prune.picture':
    'Four curves and two dashed rungs. One curve ends at the first rung, another at the second; the two lowest go on.',

  'why.M1.title': 'Every step is recorded',
  'why.M1.1':
    'Loss is recorded and drawn at every step, and for classes the accuracy too. So a spike or a stall shows that a value every hundred steps would hide.',
  'why.M1.2':
    'Where classes are so unequal that always saying the largest one looks good, macro F1 takes accuracy’s place: the mean of each class’s F1, so that a rare class counts as much as a frequent one. A number’s metric is RMSE, in the target’s own unit.',
  'why.M1.picture': 'The loss of every step as a jagged faint line with spikes; through it runs its smoothed curve.',

  'why.M2.title': 'The log is on disk at once',
  'why.M2.1':
    'What a trial has to say goes to the screen and into a file at the same moment, one file a trial. If the machine goes down in the night, the log is there up to its last line.',
  'why.M2.2':
    'The file only ever grows at its end. So you can read it, or follow it with another program, while the trial trains. Each log’s window says where its file is.',
  'why.M2.picture': 'From one trial two arrows lead to a screen and to a file, and the same lines stand in both.',

  'why.M3.title': 'A command with flags',
  'why.M3.1':
    'Training is a command, and what decides a trial can be given to it as flags: learning rate, batch size, steps, seed. So a trial can be run again by hand or by a script, and nothing about it is hidden in a source file.',
  'why.M3.2':
    'The page and the terminal are two faces of one program. What is started in one is kept in the same place as what is started in the other.',
  'why.M3.picture': 'A terminal’s prompt with a command and three flags; each flag sets one dial of the trial.',

  'why.M4.title': 'Curves from the first run on',
  'why.M4.1':
    'A curve tells at a glance what a last number can’t: whether training has begun, still falls, jumps about or stands still. So curves are drawn live, from the first step of the first run.',
  'why.M4.2':
    'The loss has a logarithmic axis at first. On it the fall from 0.02 to 0.01 is as tall as that from 2 to 1, so the end of training can be seen as well as its beginning.',
  'why.M4.picture':
    'One falling curve twice: on a linear axis its end is flat; on a logarithmic axis it still goes down.',

  'why.M5.title': 'GPU memory as it is needed',
  'why.M5.1':
    'Left to itself, TensorFlow takes nearly all of a GPU’s memory when it starts, needed or not, and a second trial finds none. So it is made to take memory as it needs it, unless one trial will fill most of the GPU anyway.',
  'why.M5.2':
    'What one trial needs is measured first. From that follows how many can run side by side. It concerns the CUDA backend alone: WebGPU and WASM take only what they need.',
  'why.M5.picture':
    'Two bars of memory. In the first one trial holds all of it; in the second three trials share it, and some is left.',

  'why.M6.title': 'Regularisation waits',
  'why.M6.1':
    'Weight decay, dropout and augmentation make training harder on purpose, so that the network does better on what it has not seen. They also bend the loss curve: with them on, a high loss may mean a poor rate, or nothing but strong regularisation.',
  'why.M6.2':
    'So they stay off until the important settings are chosen. They come back afterwards and are then judged by what they are for, the dev metric.',
  'why.M6.picture':
    'Two curves of the same learning rate: the solid one, without regularisation, falls deep; the dashed one, with it, stays above.',

  'why.M7.title': 'A first batch size of 64',
  'why.M7.1':
    'The first batch size is 64: large enough that a gradient is not all noise, small enough that a step is quick. It need not be best, only good enough to find a learning rate with.',
  'why.M7.2':
    'It is larger where classes are imbalanced, so that a batch holds some rows of the rare ones, and smaller where the data set is small. A later stage tunes it, together with momentum.',
  'why.M7.picture': 'A batch as eight rows of eight dots; three of them are of a rare class.',

  'why.M8.title': 'Where the weights start',
  'why.M8.1':
    'Weights start as random numbers, and their spread matters. Too small, and the signal fades from layer to layer; too large, and it explodes. He’s rule picks the spread that keeps the signal’s size with ReLU and its kin, Glorot’s (also called Xavier’s) with tanh, sigmoid and linear layers.',
  'why.M8.2':
    'The numbers come from the seed, so that the same seed gives the same start. Preparation compares the spread of each layer with what its rule asks for.',
  'why.M9.title': 'What is held out',
  'why.M9.1':
    'A network is trained on one part of the rows, train; another part, dev, chooses between trials; a third, test, chooses nothing and is read at the end. Dev and test have a fifth of the rows each, up to 400, and a tenth where that is more: with fewer rows, two learning rates could not be told apart.',
  'why.M9.2':
    'Rows come there at random, each class in its share. Where a date orders them, the latest are held out, since a random split would let the network look into the future; where rows belong together, as those of one patient, they stay together; and where the data says which part a row is for, that counts.',
  'why.M9.3':
    'Which rows are held out is drawn by a seed, and belongs to the digest of the data: figures of one division say little about those of another.',
  'why.M9.picture':
    'All rows as a bar in three parts: a large one to train on, a small one that chooses, and a small one that chooses nothing.',

  'why.M8.picture': 'A signal through five layers, three times: it fades, it keeps its size, it explodes.',
} as const;
