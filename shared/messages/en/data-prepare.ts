/** Refusals and remarks of preparing data: what is no data at all, dividing, preprocessing, metric, batch size. */
export const dataPrepare = {
  'error.data.unknownKind':
    'Descent found no data it can read in {path}. It reads tables and texts as CSV, TSV or JSON; arrays of NumPy (X and y); texts as one sentence a line, a .txt file or folder a class; images (PNG, JPEG), a folder a class; IDX files as MNIST has them (…-images-idx3-ubyte with …-labels-idx1-ubyte); each also gzipped or in a ZIP or tar. Bring the data into one of these forms, or check that {path} is the right one.',
  'error.data.unknownKindWithin':
    'Descent found no data it can read in {path}, which holds {files}. It reads tables and texts as CSV, TSV or JSON; arrays of NumPy (X and y); texts as one sentence a line, a .txt file or folder a class; images (PNG, JPEG), a folder a class; IDX files as MNIST has them (…-images-idx3-ubyte with …-labels-idx1-ubyte); each also gzipped or in a ZIP or tar. Bring the data into one of these forms, or check that {path} is the right one.',
  'error.data.otherKind.csv':
    '{path} can’t be read as “{kind}”: it holds a table (CSV). Choose the kind “table”, or “text” where a column holds texts, or leave the kind out.',
  'error.data.otherKind.json':
    '{path} can’t be read as “{kind}”: it is a table in JSON. Choose the kind “table” or “text”, or none.',
  'error.data.otherKind.lines':
    '{path} can’t be read as “{kind}”: it holds text files, one sentence a line. Choose the kind “text”, or leave the kind out.',
  'error.data.otherKind.idx':
    '{path} can’t be read as “{kind}”: it holds images in IDX files. Choose the kind “images”, or leave the kind out.',
  'error.data.otherKind.libsvm':
    '{path} can’t be read as “{kind}”: it holds a table of numbers (LIBSVM). Choose the kind “table”, or leave the kind out.',
  'error.data.otherKind.npy':
    '{path} can’t be read as “{kind}”: it holds arrays of NumPy. Choose the kind “table” or “images”, or leave the kind out.',
  'error.data.otherKind.images':
    '{path} can’t be read as “{kind}”: it holds image files. Choose the kind “images”, or leave the kind out.',
  'error.data.oneClass':
    'Every row of {path} has the same label, {name}: there is nothing to tell apart. Add examples of at least one other class; of a table, you may choose another target instead.',
  'error.data.classesTooSmall_one':
    'Too few classes of {path} are left to tell apart: class {names} has fewer than the {needed} different examples that training and held-out data need (rows that are nearly the same but for the target count as one). Add examples; of a table, you may choose another target instead, or regression where the classes are numbers.',
  'error.data.classesTooSmall_other':
    'Too few classes of {path} are left to tell apart: {count} classes ({names}) have fewer than the {needed} different examples each that training and held-out data need (rows that are nearly the same but for the target count as one). Add examples; of a table, you may choose another target instead, or regression where the classes are numbers.',
  'error.data.tooFewRows':
    '{path} has too few different rows to divide into training and held-out data: {count}, where at least {needed} are needed. Add rows.',
  'error.data.constantTarget':
    'The target {target} of {path} is {value} in every row to train on: there is nothing to predict. Choose another target, or check that the column is complete.',
  'error.data.targetTooFar':
    'In {where} the target {target} is {value}, which is so far from the others (their mean is {mean}) that no network can be trained on it. Correct that value, or take the row out.',
  'error.data.noInputs':
    'No column of {path} is left to learn from: each is left out, or has only one value in the rows to train on. Add columns that differ from row to row.',
  'error.data.tooManyFeatures':
    'A row of {path} becomes {features} numbers; Descent takes up to {limit}. Leave columns out (long lists of categories take the most), or make images smaller.',
  'error.data.preparedTableTooLarge':
    'The {rows} rows of {path} become {features} numbers each, {size} MiB in all; Descent takes up to {limit} MiB. Keep at most {most} rows, or leave columns out (those of categories take up to 64 numbers each).',
  'error.data.preparedTooLarge':
    'The {rows} rows of {path} become {features} numbers each, {size} MiB in all; Descent takes up to {limit} MiB. Keep at most {most} rows.',
  'data.leftOut.rareClasses_one':
    'Class {names} has fewer than {needed} different examples to divide: each of training, dev and test needs one. Add examples to have it learned.',
  'data.leftOut.rareClasses_other':
    '{count} classes ({names}) have fewer than {needed} different examples each to divide: each of training, dev and test needs one. Add examples to have them learned.',
  'data.leftOut.inTest_one':
    '{count} row to train on is nearly the same as a row of the published test part. Left in, it would make the test look too good.',
  'data.leftOut.inTest_other':
    '{count} rows to train on are nearly the same as rows of the published test part. Left in, they would make the test look too good.',
  'data.warning.publishedTest_one':
    '{count} row that the source sets apart for tests is the test part; only train and dev are drawn from the others.',
  'data.warning.publishedTest_other':
    'The {count} rows that the source sets apart for tests are the test part; only train and dev are drawn from the others.',
  'data.warning.coarse':
    'The columns can hold only {combinations} different rows, far fewer than the {rows} there are. So equal rows are no sign of copies, and they may stand in training and dev alike.',
  'data.warning.disagreeing_one':
    '{count} group of nearly equal rows has different labels. No model can get all of them right; check which label is meant (in brackets: the label, then line and label of another row of the group).',
  'data.warning.disagreeing_other':
    '{count} groups of nearly equal rows have different labels. No model can get all of them right; check which labels are meant (in brackets: the label, then line and label of another row of the group).',
  'data.warning.smallDev_one':
    'Only {count} row is left to judge by (dev): small differences between trials will be chance. More rows would help.',
  'data.warning.smallDev_other':
    'Only {count} rows are left to judge by (dev): small differences between trials will be chance. More rows would help.',
  'data.warning.mostlyMissing_one':
    'Column {names} has no value in more than {percent} % of the rows. It is kept, but tells little.',
  'data.warning.mostlyMissing_other':
    '{count} columns ({names}) have no value in more than {percent} % of the rows. They are kept, but tell little.',
  'data.warning.held_one':
    '{count} number (in {columns}) lies more than {times} interquartile ranges outside the middle half of its column, and counts as that bound, so that it does not squeeze all others together. If it stands for a missing value (−999), leave the cell empty, or say so (--missing -999).',
  'data.warning.held_other':
    '{count} numbers (in {columns}) lie more than {times} interquartile ranges outside the middle half of their columns, and count as that bound, so that they do not squeeze all others together. If they stand for missing values (−999), leave the cells empty, or say so (--missing -999).',
  'data.warning.unknownCategories_one':
    '{count} cell of dev and test holds a category that the training rows don’t have at least twice (in {columns}). It counts as unknown.',
  'data.warning.unknownCategories_other':
    '{count} cells of dev and test hold categories that the training rows don’t have at least twice (in {columns}). They count as unknown.',
  'data.column.constantInTrain':
    'Left out: the rows to train on hold no two different values of it often enough to learn from.',
  'data.column.gapsMedian_one': '{count} cell without a value counts as the median of the rows to train on, {value}.',
  'data.column.gapsMedian_other': '{count} cells without a value count as the median of the rows to train on, {value}.',
  'data.column.gapsCategory_one': '{count} cell without a value counts as a category of its own.',
  'data.column.gapsCategory_other': '{count} cells without a value count as a category of their own.',
  'data.column.gapsUnknown_one':
    '{count} cell without a value counts as unknown: too few of the rows to train on have none.',
  'data.column.gapsUnknown_other':
    '{count} cells without a value count as unknown: too few of the rows to train on have none.',
  'data.column.hashed': 'It has too many categories for a number each, so they share {buckets} (hashed).',
  'data.metric.regression':
    'RMSE, the root of the mean squared error in the target’s own unit, with R² beside it, since the target is a quantity.',
  'data.metric.balanced':
    'Accuracy, since the classes are balanced: none has more than {limit} times the rows of another.',
  'data.metric.imbalanced':
    'Macro F1, since the classes are imbalanced: the largest has {ratio} times the rows of the smallest, more than {limit} times. Accuracy would hide a network that forgets the rare classes.',
  'data.batchSize.usual': '{size}, the usual first batch size.',
  'data.batchSize.imbalanced':
    '{size}, twice the usual, since the classes are imbalanced: a batch then seldom lacks one.',
  'data.batchSize.small_one':
    '{size} and not {wanted}, since train is small ({rows} rows): an epoch should have at least {count} step.',
  'data.batchSize.small_other':
    '{size} and not {wanted}, since train is small ({rows} rows): an epoch should have at least {count} steps.',
} as const;
