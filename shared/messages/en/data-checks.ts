/** What is looked for in data on the Data step: what was found, what is offered, and what the person said. */
export const dataChecks = {
  'data.check.missingCode.passes': 'No far value repeats, as a code for “missing” does (−999).',
  'data.check.missingCode.one':
    '{value} stands {cells} times in {columns}, far from all other values ({min} to {max}), as a code for “missing” does.',
  'data.check.missingCode.several':
    '{value} stands {cells} times in {count} columns ({columns}), far from all their other values, as a code for “missing” does.',
  'data.check.missingCode.zeros':
    '0 stands {cells} times in {count} columns ({columns}), apart from all their other values and often in the same rows, as a gap does that was written as 0.',
  'data.check.missingCode.effect_one': '{count} cell becomes a gap, filled by the median',
  'data.check.missingCode.effect_other': '{count} cells become gaps, filled by the median',
  'data.check.missingCode.effectTarget_one': '{count} row has no {target} then, and is left out',
  'data.check.missingCode.effectTarget_other': '{count} rows have no {target} then, and are left out',
  'data.check.leak.passes_one': '{count} input looked at: it does not tell the target alone.',
  'data.check.leak.passes_other': '{count} inputs looked at: none tells the target alone.',
  'data.check.leak.tooFew': 'There are too few rows to see whether a column alone tells the target.',
  'data.check.leak.classification':
    '{name} alone tells {target} in {percent} % of {rows} rows that were not used for finding out (always saying the same: {base} %). Leave it out unless it is known before {target} is.',
  'data.check.leak.regression':
    '{name} alone tells {target}: R² {r2} between their ranks, on {rows} rows that were not used for finding out. Leave it out unless it is known before {target} is.',
  'data.check.leak.many':
    '{count} columns ({names}) tell the target alone, each by itself, on rows that were not used for finding out. Leave out those that are not known before it is.',
  'data.check.leak.together':
    '{names} together give {target} exactly, as a sum of theirs. Leave them out unless they are known before {target} is.',
  'data.check.order.passes': 'No column that goes up or down from row to row orders the target.',
  'data.check.order.classification':
    '{name} goes one way from row to row, and {target} follows it ({percent} % of the rows right by it alone; always saying the same: {base} %): the rows are in order. New rows lie beyond the end of it, where nothing was learnt.',
  'data.check.order.regression':
    '{name} goes one way from row to row, and {target} follows it (R² {r2} between their ranks): the rows are in order. New rows lie beyond the end of it, where nothing was learnt.',
  'data.check.groups.passes': 'No input names whom rows of several parts belong to (a patient, a user).',
  'data.check.groups.warns':
    '{shared} of {groups} values of {name} have rows in train and in dev or test. If rows of one are alike, dev and test look better than rows of new ones will. Leaving it out does not mend that: keep the rows of one in one part.',
  'data.check.heavyTail.passes': '{name} has no heavy tail (skewness {skew}).',
  'data.check.heavyTail.stays': '{name} has a heavy tail (skewness {skew}) that no logarithm would even out.',
  'data.check.heavyTail.isLog': 'The logarithm of {name} is learnt; errors are told in its own unit.',
  'data.check.heavyTail.skewed': '{name} has a heavy tail (skewness {skew}): a few large values decide loss and RMSE.',
  'data.check.heavyTail.skewedOneRow':
    '{name} has a heavy tail (skewness {skew}): one row makes up {percent} % of dev’s squared distances from the mean, and so decides RMSE and R².',
  'data.check.heavyTail.oneRow':
    'One row makes up {percent} % of dev’s squared distances from the mean of {name}, and so decides RMSE and R². Check that it is right.',
  'data.check.heavyTail.effect': 'RMSE stays in the unit of {name}',
  'data.check.classParts.passes_one': 'Every class has rows in dev, “{name}” the fewest: {count}.',
  'data.check.classParts.passes_other': 'Every class has rows in dev, “{name}” the fewest: {count}.',
  'data.check.classParts.dev_one':
    'Class {names} has no row in dev: nothing that is chosen by dev says anything about it. Add rows of it.',
  'data.check.classParts.dev_other':
    '{count} classes ({names}) have no row in dev: nothing that is chosen by dev says anything about them. Add rows of them.',
  'data.check.classParts.train_one': 'Class {names} has no row in train: it can’t be learnt. Add rows of it.',
  'data.check.classParts.train_other':
    '{count} classes ({names}) have no row in train: they can’t be learnt. Add rows of them.',
  'data.check.duplicateParts.passes': 'No row stands in two parts, nor one that is nearly the same.',
  'data.check.duplicateParts.warns_one':
    '{count} row of dev or test stands in train, too (or one that is nearly the same): it is known already.',
  'data.check.duplicateParts.warns_other':
    '{count} rows of dev and test stand in train, too (or ones that are nearly the same): they are known already.',
  'data.check.drift.passes_one': 'Train and dev differ by no more than chance ({count} column).',
  'data.check.drift.passes_other': 'Train and dev differ by no more than chance ({count} columns).',
  'data.check.drift.tooFew': 'Dev has too few rows to see whether it differs from train.',
  'data.check.drift.later_one':
    'Later rows (dev) differ from earlier ones (train) in {names} by more than chance: it changes over time, so what holds for dev may not hold yet later.',
  'data.check.drift.later_other':
    'Later rows (dev) differ from earlier ones (train) in {count} of {columns} columns ({names}) by more than chance: these change over time, so what holds for dev may not hold yet later.',
  'data.check.drift.warns_one':
    'Train and dev differ in {names} by more than chance: what is chosen by dev may not hold elsewhere. Rows that belong together may have come into one part.',
  'data.check.drift.warns_other':
    'Train and dev differ in {count} of {columns} columns ({names}) by more than chance: what is chosen by dev may not hold elsewhere. Rows that belong together may have come into one part.',
  'data.check.guess.decimal':
    'That {example} is {value}, with “{sign}” as the decimal sign, is a guess: nothing in these columns tells it from {other} ({columns}).',
  'data.check.guess.decimalEffect': 'With “{otherSign}” as the decimal sign, {example} is {other}.',
  'data.check.guess.dates':
    'That {example} is {value}, with the month first, is a guess: neither number is ever above 12 ({columns}).',
  'data.check.guess.datesEffect': 'With the day first, {example} is {other}.',
  'data.check.pixels.grey':
    '{count} columns look like the pixels of grey images, {height} × {width}. As a table, a network does not know which pixels are neighbours.',
  'data.check.pixels.colour':
    '{count} columns look like the pixels of colour images, {height} × {width}. As a table, a network does not know which pixels are neighbours.',
  'data.check.pixels.effect': 'images of {height} × {width}',
  'data.check.effect.inputsStay_one': '{count} input stays',
  'data.check.effect.inputsStay_other': '{count} inputs stay',

  'error.data.logTarget.classes':
    'The logarithm can’t be learnt: the target {target} of {path} is classes. Leave --log-target out, or choose regression.',
  'error.data.logTarget.notPositive':
    'The logarithm of {target} can’t be learnt: in {where} it is {value}, and only positive numbers have one. Leave --log-target out; if the value stands for “missing”, say so (--missing).',
  'error.data.csv.targetDropped':
    'Column {name} of {file} can’t be the target and be left out. Choose another target, or keep it.',
  'error.data.csv.noPixels':
    'The {columns} columns of {file} can’t be read as images: beside the target there must be n × n of them (or three times as many), each with whole numbers from 0 to 255 in every row. Choose the kind “table”, or leave other columns out (--drop).',
  'error.data.columnsOnly':
    'Columns can be left out, and values be taken as missing, in a CSV or TSV alone; {path} is none. Leave --drop and --missing out.',
  'data.csv.missingUnused_one': 'No cell holds {said}, which you took as missing. Is it written otherwise?',
  'data.csv.missingUnused_other': 'No cell holds any of {said}, which you took as missing. Are they written otherwise?',
  'data.csv.leftOut.dropped': 'Left out, as you chose.',
  'data.csv.kind.images': 'Its columns are the pixels of grey images, {height} × {width}, as you chose.',
  'data.csv.kind.imagesColour': 'Its columns are the pixels of colour images, {height} × {width}, as you chose.',

  'dataStep.checks.title': 'Checks',
  'dataStep.checks.counts': '{stops} stop, {warns} warn, {passes} pass',
  'dataStep.checks.passing_one': '{count} check passes',
  'dataStep.checks.passing_other': '{count} checks pass',
  'dataStep.checks.do.drop_one': 'Leave it out',
  'dataStep.checks.do.drop_other': 'Leave them out',
  'dataStep.checks.do.missing': 'Read as missing',
  'dataStep.checks.do.otherReading': 'Read the other way',
  'dataStep.said.decimal': 'the decimal sign is “{sign}”',
  'dataStep.said.dayFirst': 'dates are read with the day first',
  'dataStep.said.monthFirst': 'dates are read with the month first',
  'cli.flag.decimal': 'the decimal sign, where the cells don’t tell (default: detected)',
  'cli.flag.dateOrder': 'whether day or month stands first in dates, where they don’t tell (default: detected)',
  'dataStep.checks.do.logTarget': 'Learn the logarithm',
  'dataStep.checks.do.images': 'Read as images',
  'dataStep.columns.roleOf': 'Role of {name}',
  'dataStep.said.title': 'Changed by you',
  'dataStep.said.drop': '{name} is left out',
  'dataStep.said.missing': '{value} in {column} is read as missing',
  'dataStep.said.missingAll': '{value} is read as missing',
  'dataStep.said.splitSeed': 'rows are divided by seed {seed}',
  'dataStep.said.logTarget': 'the logarithm of the target is learnt',
  'dataStep.said.back': 'Take back',
  'dataStep.said.backOf': 'Take back: {what}',
  'dataStep.target.noteLog':
    'Its natural logarithm is learnt, shifted and scaled by mean and spread of the train rows ({mean}, {std}). Lowest, median, mean and highest here, and RMSE everywhere, are in its own unit; R² is that of the logarithm.',
  'dataStep.target.stdLog': 'Spread of its logarithm',
  'dataStep.evaluation.meanLog':
    'Always saying the geometric mean, {mean}: {metric} {value}, loss {loss} on the scaled logarithm.',

  'prepare.target.logarithm':
    'The logarithm of the target differs from row to row (mean {mean}, standard deviation {std}), so there is something to predict.',

  'cli.flag.drop': 'a column to leave out, by name or number; may be given more than once',
  'cli.flag.missing': 'a value that stands for “missing”, alone or as COLUMN=VALUE; may be given more than once',
  'cli.flag.splitSeed': 'draw the rows of dev and test by this seed (default: 1)',
  'cli.flag.logTarget': 'learn the logarithm of a positive target; errors are told in its own unit',
  'cli.badMissing': 'a value, or COLUMN=VALUE, is needed.',
  'cli.data.fix': '→ {flags} ({effect})',
} as const;
