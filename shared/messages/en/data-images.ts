/** Refusals and remarks of reading images: IDX files, folders of images, samples. */
export const dataImages = {
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
  'error.data.idx.several':
    '{folder} holds several data sets: {files}. Give the images file of the one you mean, or a folder or ZIP that holds it alone.',
  'error.data.images.noColumns':
    'Images have no columns, so {target} cannot be the target in {path}: their folders or labels file name the classes. Leave the target out.',
  'error.data.images.noNumber':
    'Regression needs a number for each image, but {label} in {path} is none. Name the folders by numbers, or choose classification.',
  'data.idx.kind': '{file} is an IDX file of images, {height} × {width} pixels each, by its magic number.',
  'data.idx.target': 'The labels stand in {file}, one for each image.',
  'data.idx.classification': 'The labels are numbers of classes, as IDX files have them unless said otherwise.',
  'data.idx.regression': 'You chose regression: the labels are taken as quantities.',
  'data.sample.digits': 'Descent drew it itself: handwritten digits, 16 × 16 pixels each.',
  'data.sample.digitsTarget': 'The target is the digit that was drawn.',
  'data.sample.task': 'The target names a class.',
} as const;
