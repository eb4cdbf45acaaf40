/** Refusals and remarks of reading CSV and TSV, and of what columns mean. */
export const dataTable = {
  'error.data.json.line':
    'Line {line} of {file} is no object of JSON (“{text}”); each line must be one, as the first is. Mend or remove it.',
  'error.data.json.damaged':
    '{file} can’t be read as JSON; the reader of JSON says: {detail}. Mend that place, or write the file anew.',
  'error.data.json.noRecords':
    '{file} holds no list of records. Write it as a list of objects, each with the names of the columns and their values, or an object a line (JSON Lines).',
  'error.data.json.tooLarge':
    '{file} is one list of more than {limit} MiB, which would have to be held whole. Write it with an object a line (JSON Lines), which is read line by line.',
  'error.data.json.several':
    '{folder} holds {count} JSON files: {files}. Give the one that you mean; parts of one table must be named train, dev (or val) and test.',
  'error.data.npy.damaged':
    '{file} begins like an array of NumPy, but its header can’t be read. Save it again with numpy.save, or copy it again.',
  'error.data.npy.size':
    'The header of {file} gives the shape {shape}, which takes {expected} bytes; the file holds {actual}. Save or copy it again.',
  'error.data.npy.objects':
    '{file} holds Python objects (dtype object), which only Python can load. Save it as numbers or text: numpy.save(path, a.astype("float32")), or a.astype(str).',
  'error.data.npy.structured':
    '{file} holds an array with named fields (a structured dtype), which Descent does not read. Save it as CSV: pandas.DataFrame(a).to_csv(path, index=False).',
  'error.data.npy.type':
    '{file} holds values of the type {type}, which Descent does not read: it takes whole numbers, floats (16, 32 or 64 bits), booleans and texts. Convert it, such as by a.astype("float64"), and save it again.',
  'error.data.npy.unclear':
    'What is to be predicted can’t be told among the arrays of {path}: {found}. Name the inputs X and the labels y (or x_train, y_train, x_test, y_test), with a row of X for each value of y, and save them again.',
  'error.data.npy.rows':
    'In {path}, {x} has {rows} rows and {y} {labels}: each row needs its value. Check that the two belong together, and save them again.',
  'error.data.npy.parts':
    'The parts of {path} differ in shape: {first} and {second}. Apart from the number of rows they must be alike; save them again.',
  'error.data.npy.manyTargets':
    '{file} has the shape {shape}, so several values a row are to be predicted; Descent predicts one. Save the column that you mean, or, of scores a class, a.argmax(axis=1).',
  'error.data.npy.notFinite':
    '{file} holds NaN or an infinite number in row {row} (counted from 0), which is no pixel. Replace it, such as by numpy.nan_to_num, and save it again.',
  'data.npy.table': 'A table: the array {name} has the shape {shape}, a row of numbers each.',
  'data.npy.images': 'Images of {height} × {width} pixels, by the shape and the values of the array {name}.',
  'data.npy.classification': 'Classification, because the labels are whole numbers or words, or as you chose.',
  'data.npy.regression': 'Regression, because the labels are numbers with decimals, or as you chose.',
  'data.npy.target': 'The target is the array {name}, by its name or, of two arrays, its shape.',
  'data.npy.scaled':
    'The pixels go from {low} to {high}; they were scaled to 0 to 255. If they were standardised before, that is harmless; 0 is no longer the mean.',
  'data.npy.flattened':
    'That the array {name}, {shape}, is a table of {count} numbers a row is a guess: the values are not those of pixels. If they are images, choose the kind “images” (--kind images).',
  'error.data.csv.columnsDiffer':
    'The files of {path} are not one table: {second} has other columns than {first}. It lacks {missing}, and has besides {extra}. Give them the same columns, or give the file that you mean alone.',
  'error.data.csv.labelColumns':
    '{file} should hold the labels of the table beside it, a label a line (a key may stand before it), but has {columns} columns. Keep the column that is to be predicted, or put all columns into one table.',
  'error.data.csv.labelRows':
    '{file} has {labels} labels, and {table} has {rows} rows: they belong together by their names, a label for each row, in the same order. Save both again from the same rows, or put the labels into the table as a column; if they don’t belong together, give the file that you mean.',
  'error.data.csv.labelKeys':
    'In line {line} of {file} the column {name} is {value}, where {table} has {other}: the two are not in the same order. Sort both by {name}, or put the labels into the table as a column.',
  'data.csv.labelsBeside':
    '{labels} was read as the labels of {table}, line by line, since their names say so. If they are different tables, give the one that you mean.',
  'data.csv.partUnread':
    '{file} was not read, since it lacks {columns}: nothing can be measured on rows without that. Dev and test are drawn from the other rows.',
  'data.csv.joined':
    '{count} files, {first} to {last}, were read as one table, since their names differ by numbers alone. If they are different tables, give the one that you mean.',
  'error.data.csv.several':
    '{folder} holds {count} tables: {files}. Give the file of the one you mean; to use several together, join them into one file first.',
  'error.data.csv.empty': '{file} is empty. Give a file with a line of column names and a line for each row.',
  'error.data.csv.notText':
    '{file} is named like a table, but holds no text. If it comes from a spreadsheet, save it as CSV there and give that file.',
  'error.data.csv.oneColumn':
    '{file} is named like a table, but its lines have no separator that makes columns of them: Descent reads commas, semicolons, tabs and | (spaces, too, where most columns are numbers). Separate the columns by one of these, with the same number of fields in each line; for one text a line, give a .txt file for each class.',
  'error.data.csv.headerWidth':
    'The first line of the table in {file} (line {line}) has {names} fields, but most rows have {fields}. Give each column one name there; a name or a field with a separator in it must stand in double quotes.',
  'error.data.csv.decimalCommas':
    'The first line of the table in {file} (line {line}) has {names} names, but rows have more fields, such as line {row}: {text}. The comma seems to be the decimal sign, too, so where a field ends can’t be told. Save it with semicolons between the fields or with points in the numbers, or put each number with a comma into double quotes. (If there really are more columns, give each a name.)',
  'error.data.csv.ragged':
    '{ragged} of {rows} rows read from {file} do not have {expected} fields, which is more than the {limit} % that Descent leaves out: line {line} has {fields}. Mend the rows (a field with a separator or a line break in it must stand in double quotes), or save the file again from the program it comes from.',
  'error.data.csv.quoteNotClosed':
    'A double quote in {file} is never closed: it opens in the row that begins in line {line}, column {column} ({name}). Close it at the end of the field, or take it out; a quote within a quoted field is written twice ("").',
  'error.data.csv.quoteInField':
    'A double quote in {file}, line {line}, column {column} ({name}) stands in the middle of a field, and the rows around it cannot be told apart for certain. Put the whole field in quotes and write the quote within it twice (""), or take it out.',
  'error.data.csv.rowTooLong':
    'The row of {file} that begins in line {line} is longer than {limit} characters. A double quote may have been opened there and never closed: close it or take it out. Or the lines may not be separated: write each row on a line of its own.',
  'error.data.csv.tooManyRows':
    '{file} has more than {limit} rows, the most Descent takes. Use a part of the rows to tune on, drawn at random.',
  'error.data.csv.tooManyColumns':
    '{file} has {columns} columns; Descent takes up to {limit}. Leave columns out that say nothing about the target.',
  'error.data.csv.tooManyCells':
    'The {columns} columns of {file} and its rows make more than {limit} input cells, the most Descent takes. Use a part of the rows, drawn at random, or leave columns out.',
  'error.data.csv.noRows': '{file} has no rows below its column names. Give a file with data.',
  'error.data.csv.tooFewRows_one':
    '{file} has {count} row; at least {needed} are needed to train on some and to measure on others. Add rows.',
  'error.data.csv.tooFewRows_other':
    '{file} has {count} rows; at least {needed} are needed to train on some and to measure on others. Add rows.',
  'error.data.csv.tooFewLabelled_one':
    'Only {count} row of {file} can be used, where at least {needed} are needed: the others have no value in the target, column {column} ({name}), or nothing to learn from. Fill the target in, or choose another one.',
  'error.data.csv.tooFewLabelled_other':
    'Only {count} rows of {file} can be used, where at least {needed} are needed: the others have no value in the target, column {column} ({name}), or nothing to learn from. Fill the target in, or choose another one.',
  'error.data.csv.noSuchColumn':
    '{file} has no column {name}. Its {count} columns are: {columns}. Choose one of these by name, or by its number from 1.',
  'error.data.csv.noTarget':
    'No column of {file} could be what is to be predicted: each holds texts or dates, names the rows, or has one value alone. The columns are: {columns}. Add a column with the labels, or choose a target yourself.',
  'error.data.csv.noInputs':
    'No column of {file} is left to predict {name} from: each of the others is empty, has one value alone, names the rows, or has another word in nearly each. They are, with a value of each: {columns}. If one holds numbers, write them without words or units; else add columns that say something about the target, or choose another target.',
  'error.data.csv.lists':
    'Column {column} ({name}) of {file} holds a list of numbers in each cell, and nothing else is left to learn from. Write each number into a column of its own (in pandas: pd.DataFrame(df["{name}"].tolist())), and give that file.',
  'error.data.csv.noText':
    '{file} has no column with texts beside the target. The columns are: {columns}. Choose the kind table, or another target.',
  'error.data.csv.emptyTarget':
    'The target of {file}, column {column} ({name}), has no value in any row. Fill it in, or choose another target.',
  'error.data.csv.oneValue':
    'The target of {file}, column {column} ({name}), has the same value in every row: {value}. There is nothing to tell apart: add rows with other values, or choose another target.',
  'error.data.csv.oneValueAndGaps_one':
    'The target of {file}, column {column} ({name}), is {value} in every row but {count} that has no value there (empty, NA, NaN, null, ? and the like are none). There is nothing to tell apart: write another word where such a sign names a class, add rows with other values, or choose another target.',
  'error.data.csv.oneValueAndGaps_other':
    'The target of {file}, column {column} ({name}), is {value} in every row but {count} that have no value there (empty, NA, NaN, null, ? and the like are none). There is nothing to tell apart: write another word where such a sign names a class, add rows with other values, or choose another target.',
  'error.data.csv.dateTarget':
    'The target of {file}, column {column} ({name}), holds dates, which Descent does not predict. Write them as a number (days until then, for example), or choose another target.',
  'error.data.csv.notNumbers':
    'The target of {file}, column {column} ({name}), cannot be predicted as a number: in line {line} it is {value}. Choose classification, or another target.',
  'error.data.csv.notClasses':
    'The target of {file}, column {column} ({name}), cannot be divided into classes: it has decimals and more than {limit} different values. Choose regression, or write the classes into a column of their own.',
  'error.data.csv.tooManyClasses':
    'The target of {file}, column {column} ({name}), has too many different values for classes: {count}, where Descent takes up to {limit}. It may name or number the rows: choose another target, or regression if it measures something.',
  'error.data.csv.tags':
    'The target of {file}, column {column} ({name}), holds several labels in a cell, separated by “{sign}”: {example}. Descent predicts one class a row: write the one that counts, or make a column of yes and no for one of the labels.',
  'error.data.csv.labelsDiffer':
    'The target of {file}, column {column} ({name}), has {count} different values in {rows} rows, so most classes would have one example. It may name the rows: choose another target.',

  'data.csv.kind.text_one': 'Texts, because “{columns}” holds sentences; it is the input.',
  'data.csv.kind.text_other':
    'Texts, because columns hold sentences: {columns}. They are the input, one after the other.',
  'data.csv.kind.textChosen_one': 'Texts, as you chose; the input is “{columns}”.',
  'data.csv.kind.textChosen_other': 'Texts, as you chose; the input is the columns {columns}, one after the other.',
  'data.csv.kind.table_one':
    'A table, because it has columns, none of them with sentences; {count} column is the input.',
  'data.csv.kind.table_other':
    'A table, because it has columns, none of them with sentences; {count} columns are inputs.',
  'data.csv.kind.tableWithText_one':
    'A table, because it has other columns than the sentences in “{columns}” ({inputs} as inputs); these are left out. To learn from them alone, choose the kind text.',
  'data.csv.kind.tableWithText_other':
    'A table, because it has other columns than the sentences in {columns} ({inputs} as inputs); these are left out. To learn from them alone, choose the kind text.',
  'data.csv.kind.tableChosen_one': 'A table, as you chose; {count} column is the input.',
  'data.csv.kind.tableChosen_other': 'A table, as you chose; {count} columns are inputs.',
  'data.csv.target.chosen': 'The target is {name}, as you chose.',
  'data.csv.target.named': 'The target is {name}, because targets are often called that.',
  'data.csv.target.last': 'The target is {name}, because it is the last column and no name says otherwise.',
  'data.csv.target.lastUsable':
    'The target is {name}: no name says which column it is, and it is the last one that is neither a text nor a date, differs, and does not name the rows.',
  'data.csv.target.first':
    'The target is {name}, a guess: no names say which column it is, the first has few values, and the others are measurements. It may also be the last, {last}: choose that if so.',
  'data.csv.target.passedOver_one':
    'The target is {name}, a guess: no name says which column it is, and it is the last one that can be it. {count} behind it ({passed}) was passed over, as most rows have no value there or nearly each another. Choose another if you meant it.',
  'data.csv.target.passedOver_other':
    'The target is {name}, a guess: no name says which column it is, and it is the last one that can be it. {count} behind it ({passed}) were passed over, as most rows have no value there or nearly each another. Choose another if you meant it.',
  'data.csv.task.words': 'Classification, because {name} holds words: {count} different ones.',
  'data.csv.task.chosenClasses': 'Classification, as you chose: {name} has {count} different values.',
  'data.csv.task.fewWhole':
    'Classification, because {name} has only {count} different values, all whole numbers (at most 20, each on average for at least 5 rows). If their distances count, choose regression.',
  'data.csv.task.namedClasses':
    'Classification: {name} has {count} different values, all whole numbers, and its name says that they are classes.',
  'data.csv.task.chosenNumber': 'Regression, as you chose: {name} is predicted as a number.',
  'data.csv.task.manyWhole': 'Regression, because {name} holds whole numbers with many different values.',
  'data.csv.task.decimals': 'Regression, because {name} holds numbers with decimals.',

  'data.csv.leftOut.empty': 'Left out: it is empty in every row.',
  'data.csv.leftOut.constant': 'Left out: it has the same value in every row ({value}), so it tells nothing apart.',
  'data.csv.leftOut.index':
    'Left out: it has no name and holds the numbers of the rows, as programs write them before each row.',
  'data.csv.leftOut.numbered':
    'Left out: it seems to number the rows (whole numbers, all different, closer together than measurements would come without one twice).',
  'data.csv.leftOut.consecutive': 'Left out: it numbers the rows (whole numbers without a gap, each once).',
  'data.csv.leftOut.id': 'Left out: it names the rows (it is called {name}, and nearly every row has another value).',
  'data.csv.leftOut.allDifferent':
    'Left out: nearly every row has another word ({share} % are different), so nothing can be learnt from one.',
  'data.csv.leftOut.mixedDates':
    'Left out: in some of its dates the day stands first (31/12/2024), in others the month (12/31/2024). Write them all as 2024-12-31 to have them used.',
  'data.csv.leftOut.lists':
    'Left out: each cell holds a list of numbers. To have them used, write each number into a column of its own.',
  'data.csv.leftOut.sentences':
    'Left out: it holds sentences, and this is a table of other columns too. To learn from the texts alone, choose the kind text.',
  'data.csv.leftOut.besideText': 'Left out: the texts alone are the input. To use this column, choose the kind table.',
  'data.csv.leftOut.textInTable':
    'Left out: it is a text, and nearly every row has another one. To learn from the texts, choose the kind text.',
  'data.csv.note.textInTable': 'A text, taken as a category here. To learn from its words, choose the kind text.',
  'data.csv.note.unit': 'Numbers with {unit}; the sign itself is passed over.',
  'data.csv.note.time':
    'Times such as {example}, read as one number: hours, minutes and seconds as seconds; of two parts, the first counts 60.',
  'data.csv.note.feet': 'Feet and inches such as {example}, read as inches.',
  'data.csv.note.scaled':
    'Numbers with a letter such as {example}: k stands for thousands, M for millions, B or G for thousands of millions.',
  'data.csv.note.minusBehind': 'Numbers with the minus behind them (4.5-) are read as negative.',
  'data.csv.note.accounts': 'Numbers in brackets are read as negative, as accounts write them.',
  'data.csv.note.dayFirst': 'Dates with the day first, as {example} in line {line} shows.',
  'data.csv.note.monthFirst': 'Dates with the month first, as {example} in line {line} shows.',
  'data.csv.note.codes': 'Whole numbers with zeros in front are codes, so they are categories.',

  'data.csv.ragged':
    'Rows that do not have {expected} fields (how many each has stands in brackets). A field with a separator in it must stand in double quotes.',
  'data.csv.underHeader':
    'Below the column names, and no row: units, types or names once more, where the columns hold numbers.',
  'data.csv.sumsUp':
    'Sums or means of other rows, as they are called and as their numbers show. Learnt as rows they would count everything twice.',
  'data.csv.headerAgain': 'Rows that repeat the names of the columns, as files put behind one another have them.',
  'data.csv.unlabelled': 'Rows without a value in the target, column {column} ({name}). Fill it in to have them used.',
  'data.csv.withoutText': 'Rows without a text.',

  'data.csv.before_one': '{count} line before the table was passed over.',
  'data.csv.before_other': '{count} lines before the table were passed over.',
  'data.csv.quotesLax':
    'A double quote stands in the middle of a field (first in line {line}, column {column}): such quotes were read as they stand.',
  'data.csv.quotesBackslash':
    'Quotes within fields are written with a backslash before them (\\", first in line {line}, column {column}), as Spark and MySQL do: they were read as quotes.',
  'data.csv.quotesNone':
    'Double quotes do not enclose fields in this file (first seen in line {line}, column {column}): they were read like any other character, and every row has all its fields so. If they should enclose fields, one is not closed there: mend it in the file.',
  'data.csv.unnamed_one': '{count} column has no name and was called by its number.',
  'data.csv.unnamed_other': '{count} columns have no names and were called by their numbers.',
  'data.csv.repeatedNames_one': '{count} column has the name of an earlier one and was given a number.',
  'data.csv.repeatedNames_other': '{count} columns have the names of earlier ones and were given numbers.',
  'data.csv.notNumbers_one':
    'Column {column} ({name}) holds numbers, but for {count} cell, which counts as missing. Write a number there, or leave it empty.',
  'data.csv.notNumbers_other':
    'Column {column} ({name}) holds numbers, but for {count} cells, which count as missing. Write numbers there, or leave them empty.',
  'data.csv.notDates_one':
    'Column {column} ({name}) holds dates, but for {count} cell, which counts as missing. Write it as 2024-04-03, or leave it empty.',
  'data.csv.notDates_other':
    'Column {column} ({name}) holds dates, but for {count} cells, which count as missing. Write them as 2024-04-03, or leave them empty.',
  'data.csv.mixed':
    'Column {column} ({name}) holds numbers in {percent} % of its cells and words in the others, so each value is a category, and sizes mean nothing. To have it read as numbers, write one in the other cells too, or leave those empty that have none.',
  'data.csv.mixedUnits':
    'Column {column} ({name}) holds numbers with different signs ({counts}; – is none). All are read as they stand, without the sign: bring them to one unit if they differ.',
  'data.csv.lostPoints_one':
    '{count} value in column {column} ({name}) is more than 100 times as large as nearly all others: its decimal point may have been lost. Mend it in the file if so.',
  'data.csv.lostPoints_other':
    '{count} values in column {column} ({name}) are more than 100 times as large as nearly all others: their decimal points may have been lost. Mend them in the file if so.',
  'data.csv.notNumbersInMany':
    '{columns} columns hold numbers, but for {count} cells in all, which count as missing: {names}. Write numbers there, or leave them empty.',
  'data.csv.notDatesInMany':
    '{columns} columns hold dates, but for {count} cells in all, which count as missing: {names}. Write them as 2024-04-03, or leave them empty.',
  'data.csv.mixedInMany':
    '{columns} columns hold numbers in at least half of their cells and words in the others, so each value is a category, and sizes mean nothing: {names}. To have them read as numbers, write one in the other cells too, or leave those empty that have none.',
  'data.csv.mixedUnitsInMany':
    '{columns} columns hold numbers with different signs: {names}. All are read as they stand, without the sign: bring them to one unit if they differ.',
  'data.csv.lostPointsInMany':
    '{count} values in {columns} columns ({names}) are more than 100 times as large as nearly all others there: their decimal points may have been lost. Mend them in the file if so.',
  'data.csv.naLabel_one':
    'NA in column {column} ({name}) was taken for a class, as the other labels are codes of two capital letters too ({count} row). If it stands for no value, leave that cell empty.',
  'data.csv.naLabel_other':
    'NA in column {column} ({name}) was taken for a class, as the other labels are codes of two capital letters too ({count} rows). If it stands for no value, leave those cells empty.',
  'data.csv.similarCategories':
    '{count} values in column {column} ({name}) differ from another only by case, spaces or the way accents are stored, and are categories of their own: {words}. Write them alike if they mean the same.',
  'data.csv.similarCategoriesInMany':
    '{columns} columns ({names}) hold values, {count} in all, that differ from another only by case, spaces or the way accents are stored, and are categories of their own. Write them alike if they mean the same.',
  'data.csv.sameLabels':
    'Labels in column {column} ({name}) that differ only by case were taken for the same: {words}.',
  'data.csv.similarLabels':
    '{count} labels in column {column} ({name}) differ from another only by case, spaces or the way accents are stored, and are classes of their own. Write them alike if they mean the same.',
} as const;
