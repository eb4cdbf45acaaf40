/** What a trained network says of itself when it is carried away: the README of an export. */
export const exported = {
  'export.readme.title': 'A network trained by Descent',
  'export.readme.about.classification':
    'A network of the kind {model} that says which class a row belongs to ({target}). The classes are, in this order: {classes}.',
  'export.readme.about.regression': 'A network of the kind {model} that predicts a number ({target}).',
  'export.readme.noTarget': 'given by folders or files',
  'export.readme.by.finalRuns':
    'Its weights are those of the final run with the lowest dev loss, trial {id}, at its best evaluation after {step} steps. {metric} on dev there: {value}. Dev chose that run and that step, so rows that nobody has seen may do a little worse.',
  'export.readme.by.accepted':
    'Its weights are those of the trial of the accepted configuration with the lowest dev loss, {id}, at its best evaluation after {step} steps. {metric} on dev there: {value}. Dev chose that trial and that step, so rows that nobody has seen may do a little worse.',
  'export.readme.by.person':
    'Its weights are those of trial {id}, named by hand, at its best evaluation after {step} steps. {metric} on dev there: {value}. Dev chose that step, so rows that nobody has seen may do a little worse.',
  'export.readme.files': 'What is in this folder',
  'export.readme.file.model': 'the network as a layers model of TensorFlow.js',
  'export.readme.file.weights': 'its weights, float32',
  'export.readme.file.javascript': 'what turns a row into the network’s inputs and its outputs into an answer',
  'export.readme.file.safetensors': 'the weights by name, float32, in the safetensors format',
  'export.readme.file.python':
    'the whole way from a row to an answer, with numpy; run by itself it checks the examples',
  'export.readme.file.network': 'the layers, the hyperparameters, the trial and how it did on dev',
  'export.readme.file.preprocessing':
    'how a row becomes numbers (fitted on the training rows alone), the class names, the scale of the target',
  'export.readme.file.example': 'rows with the numbers that they must give',
  'export.readme.row': 'From a row to the inputs',
  'export.readme.row.table':
    'Columns become numbers one after the other, in the order of this table. Numbers below `low` or above `high` (in preprocessing.json) are held there first; dates are days since 1970-01-01.',
  'export.readme.row.images':
    'An image is turned as its EXIF orientation says, put on white where it is transparent, scaled until it covers the size in preprocessing.json, and what hangs over is cut off on both sides alike. A pixel’s channels stand side by side, and each value of 0 to 255 is multiplied by `scale`.',
  'export.readme.row.text':
    'A text is divided into words by the rules in preprocessing.json (`tokeniser`); a word’s number is its place in `vocabulary`, 0 fills short texts up and 1 stands for every word that training did not have. Texts are cut or filled up to `length` words. Where there is a `bagLength`, the network takes a bag of words instead: one number for each word of the vocabulary, `bagLength / √(different words)` for those that the text has.',
  'export.readme.column.name': 'column',
  'export.readme.column.becomes': 'becomes',
  'export.readme.column.number': '1 number: (value − {mean}) / {std}; {fill} where there is none',
  'export.readme.column.date': '1 number: (days − {mean}) / {std}; {fill} where there is none',
  'export.readme.column.oneHot':
    '{count} numbers, 1 for the row’s own category and else 0; any other category gives zeros',
  'export.readme.column.hashed': '{count} numbers, 1 at FNV-1a(category) modulo {count} and else 0',
  'export.readme.more': 'preprocessing.json has all {count} columns.',
  'export.readme.outputs': 'From the outputs to an answer',
  'export.readme.outputs.classification.tfjs': 'The model gives the probability of each class, in the order above.',
  'export.readme.outputs.classification.safetensors':
    'The network gives one number (logit) a class, in the order above; softmax makes probabilities of them.',
  'export.readme.outputs.regression.tfjs':
    'The model gives the standardised target: prediction = {mean} + {std} · output.',
  'export.readme.outputs.regression.safetensors':
    'The network gives the standardised target: prediction = {mean} + {std} · output.',
  'export.readme.log': 'The logarithm was learnt, so the prediction is the exponential of that.',
  'export.readme.tfjs': 'Needs `npm install @tensorflow/tfjs` and a server that hands out this folder.',
  'export.readme.tfjs.served': 'in a page; in Node, tf.io.fromMemory takes what fs has read',
  'export.readme.python': 'Needs Python 3.8 or newer and numpy (texts as text also the package regex).',
  'export.readme.python.whole': 'This is predict.py, all of it:',
  'export.readme.torch':
    'With PyTorch the weights are read like this. They multiply from the right (`x @ weight`), so `torch.nn.Linear` wants them transposed.',
  'export.readme.example': 'An example',
  'export.readme.example.about':
    'A row of the data, the network’s outputs before any softmax, and its answer (example.json has more):',
  'export.readme.noExample': 'This kind of source keeps no example rows.',
  'cli.flag.exportTrial':
    'of tfjs and safetensors: the trial whose network is written (default: the best final run, else the accepted configuration’s)',
  'cli.export.done.tfjs':
    'The network of trial {id} was written to {folder} for TensorFlow.js. {folder}/README.md says how to load it.',
  'cli.export.done.safetensors':
    'The network of trial {id} was written to {folder}. {folder}/README.md says how to load it.',
  'error.trained.command':
    '{name} trains a command of your own, whose network Descent doesn’t have. The command itself keeps it.',
  'error.trained.nothingAccepted':
    'Nothing has been accepted for {name} yet, so it isn’t clear which network is meant. Accept a learning rate first. (In a terminal, --trial names a trial instead.)',
  'error.trained.notTrained':
    'What is accepted for {name} has not been trained to its end in this form on the data as it is now. Make the final runs. (In a terminal, --trial names a trial instead.)',
  'error.trained.noWeights':
    'The weights of the best evaluation of trial {id} are not kept any more (a home keeps 2 GiB of them), or it never had any. Train it again. (In a terminal, --trial names another one.)',
  'error.trained.noData':
    'The prepared data that trial {id} was trained on is not in the home any more, and with it what a row becomes. Open the project’s Data step once, so that the source is prepared again.',
} as const;
