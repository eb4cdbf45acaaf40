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
  'error.data.images.noEncoding':
    '{path} holds images, which are not written in an encoding of text. Leave the encoding out.',
  'error.data.images.noNumber':
    'Regression needs a number for each image, but {label} in {path} is none. Name the folders by numbers, or choose classification.',
  'data.idx.kind': '{file} is an IDX file of images, {height} × {width} pixels each, by its magic number.',
  'data.idx.target': 'The labels stand in {file}, one for each image.',
  'data.idx.classification': 'The labels are numbers of classes, as IDX files have them unless said otherwise.',
  'data.idx.regression': 'You chose regression: the labels are taken as quantities.',
  'data.sample.digits': 'Descent drew it itself: handwritten digits, 16 × 16 pixels each.',
  'data.sample.digitsTarget': 'The target is the digit that was drawn.',
  'data.sample.task': 'The target names a class.',
  'error.data.images.single':
    '{file} is a single image. Descent learns from many: put the images of each class into a folder of its own, named after the class (cats/1.png, dogs/1.png), and give the folder that holds these.',
  'error.data.images.unnamed':
    'Files of {path}, such as {file}, are images, but their names do not end like those of images. Give them the ending of their format, such as {file}.png or {file}.jpg.',
  'error.data.images.oneClass':
    'All images of {path} are of one class, {name}: there is nothing to tell apart. Put images of at least one other class into a folder beside it.',
  'error.data.images.emptyClasses_one':
    'All images of {path} are of one class, {name}: there is nothing to tell apart. One folder holds no images: {empty}. Put the images of its class there.',
  'error.data.images.emptyClasses_other':
    'All images of {path} are of one class, {name}: there is nothing to tell apart. {count} folders hold no images: {empty}. Put the images of their classes there.',
  'error.data.images.formats_one':
    '{path} holds one image, {file}, in a format that Descent does not read. Convert your images to PNG or JPEG (WebP, GIF and TIFF are read too).',
  'error.data.images.formats_other':
    '{path} holds {count} images in formats that Descent does not read, {file} for one. Convert them to PNG or JPEG (WebP, GIF and TIFF are read too).',
  'error.data.images.noFolders_one':
    '{path} holds one image, {file}, but no folder that says its class. Put the images of each class into a folder of its own, named after the class (cats/1.png, dogs/1.png), then give {path} again. Or put a table (CSV) beside them that names each file in one column and its class in another.',
  'error.data.images.noFolders_other':
    '{path} holds {count} images, {file} for one, but no folders that say which are of which class. Put the images of each class into a folder of its own, named after the class (cats/1.png, dogs/1.png), then give {path} again. Or put a table (CSV) beside them that names each file in one column and its class in another.',
  'error.data.images.variants':
    '{path} holds folders with the same folders inside: {folders}. So they seem to be parts or variants of one data set, not classes. Give one of them; or name those that are parts train and test.',
  'error.data.images.tooManyBad':
    '{bad} of the {count} images looked at in {path} cannot be read, {file} for one ({detail}); up to {limit} % would be left out. Check that the files are complete and really are images, and copy or export them again.',
  'data.images.asTheyAre':
    '{count} image files, a folder for each class. They have {height} × {width} pixels and keep them; numbers for each pixel: {channels} (1 is grey, 3 are red, green and blue).',
  'data.images.resized':
    '{count} image files, a folder for each class. All are brought to {height} × {width} pixels (the median size, at most 64 on the longer side): scaled to cover that, what hangs over cut off evenly; numbers for each pixel: {channels} (1 is grey, 3 are red, green and blue).',
  'data.images.target': 'The folder names the class: {file} is {label}.',
  'data.images.classification': 'Folders are taken as classes unless said otherwise.',
  'data.images.regression': 'You chose regression: the folders’ names are taken as quantities.',
  'data.images.leftOut.notImage': 'It is named like an image but is none.',
  'data.images.leftOut.damaged': 'It is an image that is damaged or cut off. Copy or export it again.',
  'data.images.leftOut.tooLarge':
    'Its pixels take more than {limit} MiB unpacked, which is the limit. Make it smaller.',
  'data.images.leftOut.fileTooLarge': 'Its file has more than {limit} MiB, which is the limit. Make it smaller.',
  'data.images.leftOut.unreadable': 'The file cannot be read.',
  'data.images.leftOut.format': 'It is an image in a format that is not read. Convert it to PNG or JPEG.',
  'data.images.leftOut.noClass': 'It lies in no folder of a class. Put it into one.',
  'data.images.leftOut.beside': 'It lies beside the folders for training and tests. Put it into one of them.',
  'data.images.leftOut.untrained': 'It is a test image of a class that has no images to train on.',
  'data.images.otherFiles_one': 'One file that is no image was passed over.',
  'data.images.otherFiles_other': '{count} files that are no images were passed over.',
  'data.images.emptyFolders_one': 'One folder holds no images, so it is no class.',
  'data.images.emptyFolders_other': '{count} folders hold no images, so they are no classes.',
  'data.images.nested_one': 'One image lies in a folder within the folder of its class; the outer one counts.',
  'data.images.nested_other': '{count} images lie in folders within the folder of their class; the outer one counts.',
  'data.images.targetInName': 'The name of each file begins with its class: {file} is {label}.',
  'data.images.targetInTable': 'The column {column} of {table} names the class of each file: {file} is {label}.',
  'data.images.flatAsTheyAre':
    '{count} image files. They have {height} × {width} pixels and keep them; numbers for each pixel: {channels} (1 is grey, 3 are red, green and blue).',
  'data.images.flatResized':
    '{count} image files. All are brought to {height} × {width} pixels (the median size, at most 64 on the longer side): scaled to cover that, what hangs over cut off evenly; numbers for each pixel: {channels} (1 is grey, 3 are red, green and blue).',
  'data.images.stretched':
    'Values of images with 16 bits use only {bits} of these, as cameras and scanners write them. They were stretched to the full range, all alike.',
  'data.images.onBlack':
    'Most drawings on a transparent ground are white and could not be seen on white, so all were laid on black.',
  'data.images.similarClasses':
    '{count} folders or labels differ from another only by case, spaces or the way accents are stored, and are classes of their own. Name them alike if they mean the same.',
  'data.images.lowered':
    '{count} images would take more than {limit} MiB in their usual size, so they are brought to {height} × {width} pixels. With fewer images they stay larger.',
  'error.data.sample.fixed':
    '{source} cannot be read in that way: leave kind, target, task, encoding, --drop and --missing out, or give data of your own.',
  'data.sample.reviews':
    'Descent wrote it itself: short reviews of films, hotels and other things, from a grammar with negation and contrast.',
  'data.sample.reviewsTarget': 'The target is whether the review is for or against.',
  'data.sample.rings':
    'Descent drew it itself: points in three rings around one middle, which no straight line divides.',
  'data.sample.regression':
    'Descent made it up itself: the strength of concrete in MPa by its mixture, age and curing, with a noise of {noise} MPa that no model can explain.',
} as const;
