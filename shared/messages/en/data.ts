/** Refusals of the readers: what is wrong with the data, where, and what to do. */
export const data = {
  'error.data.notFound': 'There is no file or folder {path}. Check the name, or give the full path.',
  'error.data.unreadable': '{path} cannot be read ({detail}). Check that you may open it, then try again.',
  'error.data.unknownKind':
    'Descent found no data it can read in {path}. It reads IDX files as MNIST has them (…-images-idx3-ubyte with …-labels-idx1-ubyte, gzipped or not): give the folder that holds them, or the images file.',
  'error.data.noSuchSample': 'There is no sample {source}. There is: {samples}.',
  'error.data.tooLarge':
    '{file} is {size} MiB large; Descent takes files of up to {limit} MiB. Use a part of the data to tune on.',
  'error.data.tooManyFiles':
    '{folder} holds {count} files; Descent looks through folders of up to {limit}. Put the data files into a folder of their own.',
  'error.data.oneClass':
    'Every row of {path} has the same label, {name}: there is nothing to tell apart. Add examples of at least one other class.',
  'error.data.classTooSmall':
    'Class {name} of {path} has too few examples to divide into training and held-out data: {count}, where at least {needed} are needed. Add examples, or leave the class out.',
  'error.data.gzip.truncated': '{file} ends in the middle of its gzip data: it was cut off. Download or copy it again.',
  'error.data.gzip.damaged':
    '{file} is damaged: its gzip data cannot be unpacked ({detail}). Download or copy it again.',
  'error.data.idx.noHeader':
    '{file} is named like an IDX file but is too short or too damaged to hold even its header. Download or copy it again.',
  'error.data.idx.notImages':
    '{file} is not an IDX file of images: it begins with {found}, where {expected} (unsigned bytes, 3 dimensions) is expected. Give the images file as published.',
  'error.data.idx.notLabels':
    '{file} is not an IDX file of labels: it begins with {found}, where {expected} (unsigned bytes, 1 dimension) is expected. Give the labels file as published.',
  'error.data.idx.empty': '{file} is empty: its header gives the sizes {sizes}. Give a file with at least one example.',
  'error.data.idx.tooShort':
    '{file} is incomplete: its header gives the sizes {sizes}, so it should hold {expected} bytes, but it holds {actual}. Download or copy it again.',
  'error.data.idx.tooLong':
    '{file} does not agree with its header, which gives the sizes {sizes}: it holds more than the {expected} bytes that these need. Download or copy it again.',
  'error.data.idx.imageTooLarge':
    'The header of {file} gives images of {height} × {width} pixels; Descent takes up to {limit} pixels an image. Make the images smaller, or check that the file is undamaged.',
  'error.data.idx.tooManyRows':
    'The header of {file} gives {rows} rows; Descent takes up to {limit}. Use a part of the data to tune on, or check that the file is undamaged.',
  'error.data.idx.tooLarge':
    'The header of {file} gives {rows} rows, {size} MiB in all; Descent takes up to {limit} MiB. Use a part of the data to tune on, or check that the file is undamaged.',
  'error.data.idx.countsDiffer':
    '{file} holds {images} images, but {labelsFile} holds {labels} labels. Give files that belong together.',
  'error.data.idx.sizesDiffer':
    'The images of {file} are {size} pixels large, those to train on {expected}. Give files that belong together.',
  'error.data.idx.noLabels':
    'There are no labels for {file}. Put its labels file ({labels}, gzipped or not) into the same folder.',
  'error.data.idx.noImages':
    '{folder} holds IDX labels, but no IDX images. Put the images file (…-images-idx3-ubyte, gzipped or not) beside them.',
  'error.data.idx.labelsGiven':
    '{file} holds labels. Give the images file that belongs to it, or the folder that holds both.',
  'error.data.idx.several': '{folder} holds several data sets: {files}. Give the images file of the one you mean.',
  'error.data.cannotWrite':
    'The prepared data cannot be written to {folder} ({detail}). Make room on the disk or allow writing there, or choose another home folder.',
  'error.data.prepared.missing': 'The prepared data {file} is not there any more ({detail}). Open its project again.',
  'error.data.prepared.damaged': 'The prepared data {file} is damaged. Open its project again to have it made anew.',
  'error.data.readerLost':
    'The process that reads {source} ended unexpectedly ({detail}). Try again; if it happens again, the file may be too large for the free memory.',
  'error.data.failed': 'Reading {source} failed inside Descent: {detail}. Please report this with the file.',
} as const;
