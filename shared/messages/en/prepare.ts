/** Texts of stage 0, the preparation: what each check says. */
export const prepare = {
  'prepare.verdict.passes': 'passes',
  'prepare.verdict.warns': 'warns',
  'prepare.verdict.stops': 'stops',

  'prepare.check.metric': 'Metric',
  'prepare.check.log': 'Log',
  'prepare.check.command': 'Command line',
  'prepare.check.curves': 'Curves',
  'prepare.check.memory': 'Memory',
  'prepare.check.regularisation': 'Regularisation',
  'prepare.check.batchSize': 'First batch size',
  'prepare.check.initialisation': 'Initial weights',
  'prepare.check.target': 'Target',
  'prepare.check.inputs': 'Inputs',
  'prepare.check.untrainedLoss': 'Untrained loss',
  'prepare.check.gradients': 'Gradients',
  'prepare.check.singleBatch': 'One batch by heart',
  'prepare.check.bar': 'Bar to beat',
  'prepare.check.size': 'Network and data',
  'prepare.check.record': 'Record',
  'prepare.check.trace': 'No trace left',

  'prepare.log.written':
    'Each trial writes a log of its own while it trains, and you can read it at any moment: {folder}.',
  'prepare.log.problem':
    'No log can be written to {folder} ({detail}). Trials train all the same and their curves are kept, but without a log. Allow writing there, or make room on the disk.',
  'prepare.command.flags':
    'Every choice is a flag. The command below trains one trial as it is set up here ({rate} stands in for the learning rate, which is still to be found).',
  'prepare.curves.live':
    'While a trial trains, the page draws what you choose: loss, metric, update ratio, learning rate and step time of every step, dev at its evaluations (every {every} steps), and each layer’s update ratio at every tenth step.',
  'prepare.curves.schedule':
    'While a trial trains, the page draws what you choose: loss, metric, update ratio, learning rate and step time of every step, dev at its evaluations (close together at first, then fifty spread evenly), and each layer’s update ratio at every tenth step.',
  'prepare.memory.processor': 'Training runs on the processor, so no graphics memory is taken.',
  'prepare.memory.measured':
    'Training runs on the processor, so no graphics memory is taken. A trial takes about {megabytes} MB of this machine’s {gigabytes} GB.',
  'prepare.memory.much':
    'A trial takes about {megabytes} MB of this machine’s {gigabytes} GB: there is no room for two side by side. Use smaller layers or a smaller batch, or run one trial at a time.',
  'prepare.memory.webgpu':
    'WebGPU takes graphics memory as it is needed. Weights, gradients and updates of a trial are at least {megabytes} MB.',
  'prepare.memory.cuda':
    'TensorFlow is told to take graphics memory as it is needed, so that several trials fit on the card. Weights, gradients and updates of a trial are at least {megabytes} MB.',
  'prepare.regularisation.off':
    'Weight decay and dropout are off, and stay off until the important parameters are chosen: they would distort the loss curve.',
  'prepare.regularisation.on':
    'You insisted on weight decay {weightDecay} and dropout {dropout}. They distort the loss curve that the learning rate is chosen by: better leave both at 0 until it is chosen.',
  'prepare.batchSize.near':
    'You chose {size}. The proposal for {rows} rows to train on is {proposed}, which is near enough.',
  'prepare.batchSize.large_one':
    'You chose {size}, far more than the proposed {proposed} for {rows} rows to train on: an epoch then has {count} step. Larger batches need fewer but larger steps, and that is tuned later. Begin with {proposed}.',
  'prepare.batchSize.large_other':
    'You chose {size}, far more than the proposed {proposed} for {rows} rows to train on: an epoch then has {count} steps. Larger batches need fewer but larger steps, and that is tuned later. Begin with {proposed}.',
  'prepare.batchSize.small':
    'You chose {size}, far less than the proposed {proposed} for {rows} rows to train on: each step then follows few examples, so the loss curve is noisy and the best learning rate is a small one. Begin with {proposed}.',
  'prepare.batchSize.beyond':
    'You chose {size}, but there are only {rows} rows to train on: every batch holds some of them twice. Begin with {proposed}.',
  'prepare.initialisation.fits':
    'Each weight matrix starts with the standard deviation that its rule asks for: {list}. He is for layers with ReLU, Glorot for the others; biases start at 0. Seed {seed} draws the weights.',
  'prepare.initialisation.words':
    'Word vectors start small, and each weight matrix with the standard deviation that its rule asks for: {list}. He is for layers with ReLU, Glorot for the others; biases start at 0. Seed {seed} draws them.',
  'prepare.initialisation.off':
    '{name} starts with a standard deviation of {std}, where its rule ({rule}) asks for {expected}. This is a defect of Descent, please report it.',
  'prepare.target.classes': 'There are {count} classes to tell apart, with {least} to {most} rows each.',
  'prepare.target.equalClasses': 'There are {count} classes to tell apart, with {least} rows each.',
  'prepare.target.quantity':
    'The target differs from row to row (mean {mean}, standard deviation {std}), so there is something to predict.',
  'prepare.target.oneClass':
    'All rows to train on are of one class: there is nothing to tell apart. Add rows of another class, or choose another target.',
  'prepare.target.constant':
    'The target is the same in all rows to train on: there is nothing to predict. Choose another target.',
  'prepare.inputs.vary': 'None of the {inputs} inputs is the same in all of the {rows} rows looked at.',
  'prepare.inputs.constant':
    'All {inputs} inputs are the same in all of the {rows} rows looked at: nothing can be learnt from them. Check how the data was made.',
  'prepare.inputs.sameTexts':
    'All {rows} texts looked at are the same to the network: the words that it knows (those that come at least twice) are the same in each. Give more texts, or longer ones.',
  'prepare.inputs.sameImages':
    'All {rows} images looked at are the same to the network: nothing can be learnt from them. Check how they were made.',
  'prepare.inputs.someConstant_one':
    '{count} of {inputs} inputs is the same in all of the {rows} rows looked at, so it tells nothing. Check its column, or leave it out.',
  'prepare.inputs.someConstant_other':
    '{count} of {inputs} inputs are the same in all of the {rows} rows looked at, so they tell nothing. Check their columns, or leave them out.',
  'prepare.inputs.somePixels_one':
    '{count} of {inputs} pixels is the same in all of the {rows} images looked at, as is usual near the border.',
  'prepare.inputs.somePixels_other':
    '{count} of {inputs} pixels are the same in all of the {rows} images looked at, as is usual near the border.',
  'prepare.inputs.someWords_one':
    '{count} of {inputs} inputs is the same in all of the {rows} texts looked at, as is usual with words that are rare or places that few texts reach.',
  'prepare.inputs.someWords_other':
    '{count} of {inputs} inputs are the same in all of the {rows} texts looked at, as is usual with words that are rare or places that few texts reach.',
  'prepare.untrainedLoss.near':
    'Before any training the loss is {loss}. Guessing evenly among {classes} classes costs ln {classes} = {guess}; random weights usually start at that or somewhat above.',
  'prepare.untrainedLoss.nearQuantity':
    'Before any training the loss is {loss}. Always answering the mean costs {guess}; random weights usually start somewhat above that.',
  'prepare.untrainedLoss.far':
    'Before any training the loss is {loss}, far above ln {classes} = {guess}, what guessing evenly costs: the network starts sure of wrong answers, and the first steps only undo that. Look for inputs of very different sizes; another seed or smaller layers may start better.',
  'prepare.untrainedLoss.farQuantity':
    'Before any training the loss is {loss}, far above {guess}, what always answering the mean costs: the first steps only undo that. Look for inputs with a few huge values; another seed or smaller layers may start better.',
  'prepare.untrainedLoss.notFinite':
    'The loss is {loss} before any training: nothing can be learnt from it. Look for values that are huge or no numbers at all in the data.',
  'prepare.gradients.finite': 'All gradients of the first batch are finite numbers, so a step is possible.',
  'prepare.gradients.notFinite':
    'The first batch’s gradients are not finite numbers ({names}): no step is possible. Look for huge values in the data, or use smaller layers.',
  'prepare.singleBatch.learnt_one':
    'The network learns a batch of {count} row by heart: in {steps} steps its loss goes from {before} to {after}.',
  'prepare.singleBatch.learnt_other':
    'The network learns a batch of {count} rows by heart: in {steps} steps their loss goes from {before} to {after}.',
  'prepare.singleBatch.linear_one':
    'The network does not learn a batch of {count} row by heart: in {steps} steps its loss goes from {before} to {after}, where {bar} was the aim. A linear model may honestly be unable to; try an MLP to see whether it is the model or the data.',
  'prepare.singleBatch.linear_other':
    'The network does not learn a batch of {count} rows by heart: in {steps} steps their loss goes from {before} to {after}, where {bar} was the aim. A linear model may honestly be unable to; try an MLP to see whether it is the model or the data.',
  'prepare.singleBatch.notLearnt_one':
    'The network does not learn a batch of {count} row by heart: in {steps} steps its loss goes from {before} to {after}, where {bar} was the aim. Check that labels belong to their rows; a larger network or another optimizer may help.',
  'prepare.singleBatch.notLearnt_other':
    'The network does not learn a batch of {count} rows by heart: in {steps} steps their loss goes from {before} to {after}, where {bar} was the aim. Check that labels belong to their rows; a larger network or another optimizer may help.',
  'prepare.singleBatch.noTime_one':
    'A step takes so long that there was time for {steps} of them only, too few to tell whether the network learns a batch of {count} row by heart (its loss went from {before} to {after}, the aim was {bar}). Choose a faster backend or a smaller network.',
  'prepare.singleBatch.noTime_other':
    'A step takes so long that there was time for {steps} of them only, too few to tell whether the network learns a batch of {count} rows by heart (their loss went from {before} to {after}, the aim was {bar}). Choose a faster backend or a smaller network.',
  'prepare.bar.balanced':
    'Training must get below {loss} (ln {classes}): always answering the class frequencies, without a look at the row, costs that.',
  'prepare.bar.entropy':
    'Training must get below {loss}, the entropy of the class frequencies: always answering those frequencies, without a look at the row, costs that.',
  'prepare.bar.mean':
    'Training must get below {loss}: always answering the mean, without a look at the row, costs that (the target is standardised).',
  'prepare.size.more':
    'The network has {parameters} parameters for {rows} rows to train on. That is usual, and enough to learn rows by heart: so judge it by the dev curve, not by the training loss alone.',
  'prepare.size.fewer': 'The network has {parameters} parameters, fewer than the {rows} rows to train on.',
  'prepare.record.kept':
    'Each trial’s record names what nobody chooses by hand, too: the preprocessing ({digest}…), the split (seed {seed}) and Descent {version}.',
  'prepare.trace.none': 'Checking has not changed the network: its digest is the same as before ({digest}…).',
  'prepare.trace.left':
    'Checking has changed the network, which it must not. Trials start from fresh weights all the same. This is a defect of Descent, please report it.',
} as const;
