/** How rows come into train, dev and test, and why; the choice of it. */
export const dataSplit = {
  'data.split.random': 'At random: no column puts the rows in the order of time, and none says whom they belong to.',
  'data.split.not.time':
    'At random: by time ({column}), a part would hold no row that can be evaluated, or train one class alone.',
  'data.split.not.group':
    'At random: by group ({column}), a part would hold no row that can be evaluated, or train one class alone.',
  'data.split.randomChosen': 'At random, as you chose.',
  'data.split.time':
    'By time, because {columns} orders the rows: mixed at random, the network would learn from the future. Dev begins at {dev}, test at {test}; nothing is mixed across them, and classes are not evened out.',
  'data.split.timeChosen':
    'By time ({columns}), as you chose. Dev begins at {dev}, test at {test}; nothing is mixed across them, and classes are not evened out.',
  'data.split.group':
    'By group, because {columns} says whom rows belong to: all rows of one are in one part, so dev and test tell how new ones will do.',
  'data.split.groupChosen': 'By group ({columns}), as you chose: all rows of one are in one part.',
  'data.split.given':
    'As given: {columns} names the part of each row. Nothing is mixed across the parts, and classes are not evened out.',
  'data.split.givenChosen':
    'As given by {columns}, as you chose. Nothing is mixed across the parts, and classes are not evened out.',
  'data.split.published':
    'As given: files or folders say which rows are for training, dev or test. Nothing is mixed across the parts that are given; only one that is not is drawn at random.',

  'data.leftOut.inHeldOut_one':
    '{count} row to train on is nearly the same as a row of the dev or test part that is given. Left in, it would make these look too good.',
  'data.leftOut.inHeldOut_other':
    '{count} rows to train on are nearly the same as rows of the dev or test part that is given. Left in, they would make these look too good.',
  'data.leftOut.devInTest_one':
    '{count} row of the dev part that is given is nearly the same as a row of the test part.',
  'data.leftOut.devInTest_other':
    '{count} rows of the dev part that is given are nearly the same as rows of the test part.',
  'data.leftOut.noTime': 'Without a value in {column}, so that nothing says where in the order of time they belong.',
  'data.leftOut.noPart': 'Column {column} names no part for them.',
  'data.leftOut.untrained_one': 'Class {names} has no row in train as the rows are divided, so it can’t be learnt.',
  'data.leftOut.untrained_other':
    '{count} classes ({names}) have no row in train as the rows are divided, so they can’t be learnt.',
  'data.csv.leftOut.split': 'Says which part a row belongs to.',

  'error.data.split.no.time':
    'No column of {path} holds dates or times to divide the rows by. Name one (--split time:COLUMN), or choose another way (--split random).',
  'error.data.split.no.group':
    'No column of {path} says whom rows belong to. Name one (--group COLUMN), or choose another way (--split random).',
  'error.data.split.no.given':
    'Nothing in {path} says which rows are for training, dev and test: no files or folders named so, and no column with these words. Choose another way (--split random).',
  'error.data.split.isTarget':
    'Column {name} of {file} is the target; the rows can’t be divided by it, too. Name another column (--split).',
  'error.data.split.notTime':
    'Column {name} of {file} holds neither dates nor numbers (first: {value}), so it orders no rows. Name another column (--split time:COLUMN).',
  'error.data.split.notParts':
    'Column {name} of {file} does not name parts (first: {value}): each row needs train, dev (or val) or test there, and train must occur beside another. Name another column (--split given:COLUMN).',
  'error.data.split.onlyInput':
    'Column {name} of {file} is the only one to learn from; divided by it, nothing is left. Choose another way (--split random).',
  'error.data.split.fewTimes':
    'Column {column} of {path} holds fewer than three different times, too few for train, dev and test. Choose another way (--split random).',
  'error.data.split.fewGroups':
    'Column {column} of {path} holds fewer than {needed} different groups; each of train, dev and test needs one. Choose another way (--split random).',
  'error.data.noFolds':
    'The rows of {path} can’t be divided into {folds} folds: parts are given, there are too few groups or moments, or a class would be missing in a fold. The figures on test stand without cross-validation.',
  'error.data.split.emptyPart':
    'No row of {path} is left for {part}, as the rows are divided. Choose another way (--split random).',
  'error.data.split.oneClass':
    'In the rows of {path} to train on, all labels are “{name}”, as the rows are divided: nothing can be told apart. Choose another way (--split random).',

  'data.check.duplicateParts.time':
    'Rows that come again later stay where they are: the order of time counts, and new rows will repeat old ones, too.',
  'data.check.effect.insteadOf.random': 'instead of at random',
  'data.check.effect.insteadOf.time': 'instead of by time',
  'data.check.effect.insteadOf.group': 'instead of by another column',
  'data.check.effect.insteadOf.given': 'instead of as given',
  'data.check.effect.splitTime': 'the latest rows are held out',
  'data.split.way.random': 'at random',
  'data.split.way.time': 'by time',
  'data.split.way.group': 'by group',
  'data.split.way.given': 'as given',
  'data.split.way.timeOf': 'by time ({column})',
  'data.split.way.groupOf': 'by group ({column})',
  'data.split.way.givenOf': 'as given ({column})',
  'data.role.time': 'time',
  'data.role.group': 'group',
  'data.role.split': 'part',

  'dataStep.columns.effect.input_one': 'The network learns from {name}: {count} input.',
  'dataStep.columns.effect.input_other': 'The network learns from {name}, too: {count} inputs.',
  'dataStep.columns.effect.target': '{name} is predicted; what kind of target it is, is found out anew.',
  'dataStep.columns.effect.leftOut_one': '{name} is not learnt from; {count} input stays.',
  'dataStep.columns.effect.leftOut_other': '{name} is not learnt from; {count} inputs stay.',
  'dataStep.columns.effect.time_one': 'The rows latest by {name} are test, those before them dev; {count} input stays.',
  'dataStep.columns.effect.time_other':
    'The rows latest by {name} are test, those before them dev; {count} inputs stay.',
  'dataStep.columns.effect.group_one':
    'Rows with one {name} stay in one part (different ones: {groups}); {count} input stays.',
  'dataStep.columns.effect.group_other':
    'Rows with one {name} stay in one part (different ones: {groups}); {count} inputs stay.',
  'dataStep.columns.effect.text': 'The text in {name} alone is read; no other column is learnt from.',
  'dataStep.columns.effect.take': 'Take it',
  'dataStep.columns.effect.leave': 'Leave as it is',
  'data.role.text': 'text',

  'dataStep.checks.do.splitGroup': 'Split by group',
  'dataStep.checks.do.splitTime': 'Split by time',
  'dataStep.said.split': 'the rows are divided {way}',
  'dataStep.split.way': 'Rows are held out',

  'cli.flag.split':
    'how rows are held out: random, time, group:COLUMN or given; time and given take a column, too (time:COLUMN)',
  'cli.flag.group': 'a column whose equal values keep rows in one part; the same as --split group:COLUMN',
  'cli.badSplit': 'random, time, group or given is needed, where wanted with a column: group:COLUMN.',
} as const;
