/** Refusals and remarks of reading texts. */
export const dataText = {
  'error.data.text.noWords_one':
    '{path} has only {count} text to train on, and no word occurs in it twice: nothing can be learned from that. Give more texts.',
  'error.data.text.noWords_other':
    'No word occurs twice in the {count} texts of {path} to train on: nothing can be learned from words that are never seen again. Give more texts, or check that these are texts.',
  'data.text.unknown':
    '{percent} % of the words in the dev texts do not occur twice in the training texts, so they count as unknown (the vocabulary has {words} words). More texts, or texts more alike, would help.',
  'data.text.cut_one':
    '{count} text ({percent} %) is longer than {length} words; what follows is left out. The length is that of 95 % of the texts to train on, at most {limit}, or less where there are very many.',
  'data.text.cut_other':
    '{count} texts ({percent} %) are longer than {length} words; what follows is left out. The length is that of 95 % of the texts to train on, at most {limit}, or less where there are very many.',
  'data.text.empty_one':
    '{count} text has no word at all, only signs or nothing. It stays in the data, but nothing can be told from it.',
  'data.text.empty_other':
    '{count} texts have no word at all, only signs or nothing. They stay in the data, but nothing can be told from them.',
  'error.data.several':
    '{path} holds several data sets: {found}. Give the path of the one you mean, such as {example}.',
  'error.data.severalInArchive':
    '{path} holds several data sets: {found}. Make an archive of the one you mean, or unpack it and give the path of that one.',
  'error.data.lines.alone':
    'The lines of {file} may be texts, but nothing says their classes. Put the texts of each class into a file of its own (pos.txt and neg.txt) and give their folder, or make a CSV file with a column for the text and one for the class.',
  'error.data.lines.aloneBeside':
    'The lines of {file} may be texts of one class, but which files hold the others? Beside it there are: {others}. If each file is a class, give the folder; else put the files of this data set into a folder of their own.',
  'error.data.lines.unclear':
    'The names of the files in {folder} ({files}) do not say which of them belong together. Put a file for each class into a folder of its own: pos.txt and neg.txt, or reviews.pos and reviews.neg.',
  'error.data.lines.noClasses':
    '{folder} holds {count} text files side by side, too many for a class each (up to {limit} are taken so). Put the files of each class into a folder named after the class, and give the folder around them.',
  'error.data.lines.nested':
    'In {folder} the texts lie in folders within folders ({path}). Give a folder that holds one folder for each class, or train and test with one folder for each class.',
  'error.data.lines.parts':
    'The name of {file} says what part of the data it is ({name}), but not what class. Put the texts of each class into a file of its own (train/pos.txt, train/neg.txt, test/pos.txt, test/neg.txt), or make a CSV file with a column for the text and one for the class.',
  'error.data.lines.oneFolder_one':
    'All files of {folder} lie in the folder {name}, and one beside it is empty: {empty}. If folders are the classes, put the texts of that class there; else take the empty folder away.',
  'error.data.lines.oneFolder_other':
    'All files of {folder} lie in the folder {name}, and {count} beside it are empty: {empty}. If folders are the classes, put the texts of those classes there; else take the empty folders away.',
  'error.data.lines.target':
    '{path} is text files that have no columns: the names of the files or folders are the classes. Leave out the target {target}.',
  'error.data.lines.regression':
    '{path} is text files with the classes as their names: only classification is possible. To predict a number, make a CSV file with a column for the text and one for the number.',
  'error.data.lines.oneClass':
    'All texts of {path} are of one class, {name}: there is nothing to tell apart. Put the texts of at least one other class beside it.',
  'error.data.lines.emptyFile':
    '{file} should hold the texts of class {name}, one a line, but has no line with anything on it. Put texts in, or take the file away.',
  'error.data.lines.emptyFolder':
    'The folder of class {name} holds no text: its files (such as {file}) have nothing but white space. Put texts in, or take the folder away.',
  'error.data.lines.tooManyRows':
    '{path} has more than {limit} texts, the most that Descent takes. Use a part of the data to tune on.',
  'error.data.lines.tooMuchText':
    'The texts of {path} have more than {limit} million characters, the most that Descent takes. Use a part of the data to tune on.',
  'error.data.lines.numbers':
    '{file} holds numbers, not texts, and {labels} beside it their labels. Put both into one table: a row a line, the numbers separated by commas and the label at the end; give it as CSV.',
  'error.data.lines.tablesOfNumbers':
    '{path} holds files of numbers side by side, such as {file}: they are no texts of a class each. Put them into one table with the label in a column of its own, and give it as CSV.',
  'error.data.lines.countsDiffer':
    '{file} has {texts} lines with texts, but {labelsFile}, with their labels, has {labels}. Give each text its label, in the same line of the other file.',
  'error.data.lines.tooManyLabels':
    'The {rows} rows have {count} different labels in {file}: too many to be told apart. Check that they are classes and stand in the line of their text.',
  'error.data.lines.oneLabel':
    'All rows have the same label in {file}, {name}: there is nothing to tell apart. Add rows of at least one other class.',
  'error.data.lines.severalLabels':
    '{file}, line {line} gives a text several labels: {text}. Descent predicts one class a text: leave the one that counts.',
  'error.data.libsvm.line':
    '{file}, line {line} is no row of LIBSVM (a number as label, then pairs such as 3:0.5): {text}. Correct the line, or take it out.',
  'error.data.libsvm.target':
    '{file} is in the format of LIBSVM, in which each row begins with its label. Leave out the target {target}.',
  'data.libsvm.kind':
    'A table of numbers in the format of LIBSVM: {columns} columns, of which each row names those that are not 0.',
  'data.libsvm.target': 'The target is the number that each row begins with.',
  'data.libsvm.classification': 'Classification, because the labels are few whole numbers, or as you chose.',
  'data.libsvm.regression': 'Regression, because the labels are numbers with many values, or as you chose.',
  'data.lines.noLabel': 'Texts without a label.',
  'data.lines.kind.aligned': 'Texts, one a line in {file}; {labels} has the label of each in the same line.',
  'data.lines.kind.fastText': 'Texts, one a line with its label in front, as fastText has them ({file}).',
  'data.lines.target.aligned': 'The target is the label in {file}.',
  'data.lines.target.fastText': 'The target is what stands behind __label__ in {file}.',
  'data.lines.empty': 'Texts of nothing but white space.',
  'data.lines.encodings': 'The files are not written in one encoding: {counts}. Each was read in its own.',
  'data.lines.long_one': '{count} text was cut after {limit} characters.',
  'data.lines.long_other': '{count} texts were cut after {limit} characters.',
  'data.lines.ignored_one': '{count} file beside the texts is not read.',
  'data.lines.ignored_other': '{count} files beside the texts are not read.',
  'data.lines.emptyFolders_one': 'One folder holds no texts, so it is no class.',
  'data.lines.emptyFolders_other': '{count} folders hold no texts, so they are no classes.',
  'data.lines.kind.fileAClass': 'Text files ({files}), one for each of {classes} classes: each line is a text.',
  'data.lines.kind.fileAClassAndPart':
    'Text files ({files}), one for each part of the data and each of {classes} classes: each line is a text.',
  'data.lines.kind.lines':
    'A folder for each of {classes} classes, {files} text files in all: each line is a text. (Folders with {limit} files and more, mostly small, would have each file be one text.)',
  'data.lines.kind.files':
    'A folder for each of {classes} classes with {files} mostly small text files in all: each file is one text. (With fewer than {limit} files a folder, each line would be one.)',
  'data.lines.target.files': 'The names of the files say the class.',
  'data.lines.target.folders': 'The names of the folders say the class.',
  'data.lines.task': 'Each row belongs to one of {classes} classes, so this is classification.',
} as const;
