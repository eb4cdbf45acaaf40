/** Texts of the page's Model step, and of the network in the terminal. */
export const model = {
  'modelStep.why':
    'The network decides what can be learnt at all, the later stages how well it is learnt. The data proposes one, with sizes by a stated rule, and its first weights are drawn as suits each layer.',
  'modelStep.state.proposed': 'As proposed',
  'modelStep.state.chosen': 'Your choice',
  'modelStep.state.draft': 'Not used yet',
  'modelStep.unread': 'Which networks fit follows from the data, and this project’s data has not been read yet.',
  'modelStep.toData': 'To the data',

  'modelStep.networks.title': 'Networks that fit this data',
  'modelStep.networks.proposed': 'proposed',
  'modelStep.networks.parameters': '{parameters} parameters',
  'modelStep.what.linear':
    'One weighted sum for each output. The simplest there is: it shows what the others are worth, and is often enough for small tables.',
  'modelStep.what.mlp':
    'Hidden layers with ReLU, each of which sees all of the one before. Good for tables; of an image or a text it does not know what stands beside what.',
  'modelStep.what.cnn':
    'Looks at every patch of the image with the same filters. Helps where the same thing may stand anywhere in it.',
  'modelStep.what.fasttext':
    'Learns a vector for each word and takes the mean of a text’s, as fastText does. Quick, and hard to beat where single words tell.',
  'modelStep.what.textcnn':
    'Learns a vector for each word and looks at three words in a row. Slower; helps where their order matters, as in “not good”.',
  'modelStep.short.mlp': 'hidden layers: {hidden}',
  'modelStep.short.cnn': 'filters: {filters}',
  'modelStep.short.fasttext': 'word vectors of {embedding}',
  'modelStep.short.textcnn': 'word vectors of {embedding}, {filters} filters',
  'modelStep.proposed.texts':
    'Proposed since the data is texts: where there are not many, which words they have already tells most. Its word vectors have 64 numbers.',
  'modelStep.proposed.images_one':
    'Proposed since the data is images, {height} × {width}. One block after another as long as 2 × 2 or more is left, three at most, with 16, 32, 64 filters: here {count}.',
  'modelStep.proposed.images_other':
    'Proposed since the data is images, {height} × {width}. One block after another as long as 2 × 2 or more is left, three at most, with 16, 32, 64 filters: here {count}.',
  'modelStep.proposed.smallImages':
    'Proposed since images of {height} × {width} are too small for a block of a CNN. Two hidden layers, 128 and 64 wide.',
  'modelStep.proposed.table':
    'Proposed since the data is a table, whose columns have no places that a CNN could use. Two hidden layers, 128 and 64 wide.',

  'modelStep.size.hidden': 'Hidden layers',
  'modelStep.size.hiddenHint': 'Their widths from the input on, such as 128, 64.',
  'modelStep.size.blocks': 'Filters of each block',
  'modelStep.size.blocksHint_one': 'From the image on, such as 16. Images of {size} have room for {count} block.',
  'modelStep.size.blocksHint_other':
    'From the image on, such as 16, 32. Images of {size} have room for {count} blocks.',
  'modelStep.size.filters': 'Filters',
  'modelStep.size.filtersHint': 'How many patterns of three words it can tell apart.',
  'modelStep.size.embedding': 'Word vector',
  'modelStep.size.embeddingHint': 'Numbers that stand for a word.',
  'modelStep.wrong.list': 'Write whole numbers with commas between them, such as {example}.',
  'modelStep.wrong.one': 'Write one whole number, such as 64.',
  'modelStep.wrong.range': '{value} can’t be used here. Write numbers from 1 to {most}.',
  'modelStep.wrong.noHidden':
    'Write at least one width, such as 128. A network without hidden layers is the linear model below.',
  'modelStep.wrong.layers': 'These are {count} hidden layers, and {most} is the most. Take some out.',
  'modelStep.wrong.noBlocks': 'Write the filters of at least one block, such as 16.',
  'modelStep.wrong.blocks_one':
    'These are {blocks} blocks. Each halves the image, and {size} has room for {count}. Write one number.',
  'modelStep.wrong.blocks_other':
    'These are {blocks} blocks. Each halves the image, and {size} has room for {count}. Write at most {count} numbers.',
  'modelStep.wrong.large':
    'That would be {parameters} parameters, and a trainer holds at most {most}. Write smaller numbers.',

  'modelStep.layers.title': 'Layer by layer',
  'modelStep.layers.note': 'as it is computed, from a row of the data to its answer',
  'modelStep.layers.none': 'The layers are listed here once the sizes can be used.',
  'modelStep.layers.layer': 'Layer',
  'modelStep.layers.what': 'What it does',
  'modelStep.layers.shape': 'Gives',
  'modelStep.layers.parameters': 'Parameters',
  'modelStep.layers.weights': 'First weights',
  'modelStep.layers.input': 'input',
  'modelStep.layers.row': 'A row of the data',
  'modelStep.layers.image': 'An image',
  'modelStep.layers.words': 'The words of a text, cut or filled up',
  'modelStep.layers.bag': 'Which words a text has',
  'modelStep.layers.pixels': 'All pixels of an image in a row',
  'modelStep.layers.dense': 'Weighted sums, ReLU',
  'modelStep.layers.classes': 'Weighted sums: one number a class',
  'modelStep.layers.value': 'Weighted sum: the answer',
  'modelStep.layers.convolution': 'Convolution {kernel} × {kernel}, largest of each {pool} × {pool}, ReLU',
  'modelStep.layers.embedding': 'A vector for each word',
  'modelStep.layers.embeddingMean': 'The mean of the words’ vectors',
  'modelStep.layers.textConvolution_one': 'Convolution over {count} word, its largest value, ReLU',
  'modelStep.layers.textConvolution_other': 'Convolution over {count} words, its largest value, ReLU',
  'modelStep.layers.he': 'He',
  'modelStep.layers.glorot': 'Glorot',
  'modelStep.layers.small': 'small, random',
  'modelStep.layers.total': 'All together',

  'modelStep.aside': 'The network',
  'modelStep.figures.parameters': 'parameters',
  'modelStep.figures.rows': 'rows to learn from',
  'modelStep.perRow.more':
    'More numbers to learn than rows to learn them from: {ratio} for each row. It can learn the rows by heart; the ladder compares the losses on dev and says so where it does.',
  'modelStep.perRow.fewer': 'Fewer numbers to learn than rows to learn them from: {ratio} rows for each number.',
  'modelStep.perRow.same': 'As many numbers to learn as rows to learn them from.',
  'modelStep.unusable': 'The sizes can’t be used as they are. {model} stays until another network is used.',
  'modelStep.instead': 'Used so far: {model}.',
  'modelStep.change.fresh': 'Everything that you start from now on will train this network.',
  'modelStep.change.kept':
    'Everything that you start from now on will train this network. What was checked, tried and accepted before stays, is shown as out of date, and counts again if you come back to {model}.',
  'modelStep.change.running': 'What runs now goes on with {model}.',
  'modelStep.use': 'Use this network',
  'modelStep.discard': 'Leave it as it was',
  'modelStep.backToProposed': 'Back to what the data proposes',
  'modelStep.continue': 'Continue to preparation',
  'modelStep.used': '{model} is used from now on.',
  'modelStep.proposedInstead': 'The data proposes {model}.',

  'modelStep.rail.unread': 'Follows from the data',
  'modelStep.rail.draft': 'Your change is not used yet',
  'modelStep.optimizer': 'A first ladder trains it by {optimizer}.',
  'modelStep.optimizer.unmeasured': 'Too little was measured of this kind to tell optimizers apart.',
  'modelStep.optimizer.measured_one':
    'Measured on {count} data set: the test loss that a ladder’s advice led to was {median} times that of the best of three optimizers.',
  'modelStep.optimizer.measured_other':
    'Measured on {count} data sets: the test loss that a ladder’s advice led to was {median} times that of the best of three optimizers in the median, {worst} times at worst.',
  'modelStep.optimizer.other': '{optimizer}: {median} and {worst}',
  'modelStep.optimizer.separator': '; ',
} as const;
