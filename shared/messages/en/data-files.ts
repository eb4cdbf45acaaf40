/** Refusals and remarks of opening files: paths, ZIPs, gzip, links, limits, encodings. */
export const dataFiles = {
  'error.data.notFound': 'There is no file or folder {path}. Check the name, or give the full path.',
  'error.data.files.url':
    '{path} is an address, and Descent fetches nothing from the network. Download the data, then give the path of the file.',
  'error.data.forbidden': 'Descent may not read {path}. Give yourself the right to read it, then try again.',
  'error.data.unreadable': '{path} cannot be read ({detail}). Copy it to another place, then try again.',
  'error.data.tooLarge':
    '{file} holds more than {limit} MiB (unpacked, where it is packed), which is the most that Descent takes of such a file. Use a part of the data to tune on.',
  'error.data.tooManyFiles':
    '{folder} holds more than {limit} files and folders, which is the most that Descent looks through. Put the data files into a folder of their own, or tune on a part of them.',
  'error.data.gzip.truncated': '{file} ends in the middle of its gzip data: it was cut off. Download or copy it again.',
  'error.data.gzip.damaged':
    '{file} is damaged: its gzip data cannot be unpacked ({detail}). Download or copy it again.',
  'error.data.files.changed':
    '{file} changed or vanished while Descent was reading it. Wait until nothing writes to it any more, then try again.',
  'error.data.files.link':
    '{file} is a link. Descent follows no links inside a folder, because they can lead out of it: put the file itself there, or take the link away.',
  'error.data.files.special':
    '{file} is not a file that can be read to its end, but a pipe, a socket or a device. Take it away, or give a path to files alone.',
  'error.data.files.tooDeep':
    '{folder} lies more than {limit} folders deep, which is as far as Descent looks. Give the folder that holds the data directly.',
  'error.data.files.unreadableName':
    'The name {file} is not written in UTF-8, so the file cannot be opened. Rename it, then try again.',
  'error.data.files.empty': '{file} is empty: it holds not one byte. Check that it was saved or downloaded fully.',
  'error.data.files.emptyFolder':
    'There are no files in {folder} (hidden ones do not count). Put the data there, or give the folder that holds it.',
  'error.data.files.noMatch':
    'No file in {folder} is named like {pattern}. Check the pattern: * stands for any characters, and capitals count.',
  'error.data.files.packedWithin':
    '{path} holds {file}, which Descent opens only where it is given itself, and no other data. Give that file instead, or unpack it there.',
  'error.data.files.onlyPacked':
    '{folder} holds only packed files, such as {example}; Descent opens one archive, but none within it or in a folder. Give the archive itself, or unpack them.',
  'error.data.files.archive':
    '{file} is packed as {format}, which Descent does not unpack. Unpack it and give the file or folder, or pack it as ZIP, tar.gz or gzip.',
  'error.data.files.workbook':
    '{file} is a spreadsheet ({format}). Open it in its program, save the sheet as CSV (UTF-8), and give that file.',
  'error.data.files.otherTable':
    '{file} is in a format that Descent does not read, {format}. Export the data from it as CSV, and give that file.',
  'error.data.files.webPage':
    '{file} is a web page ({format}), perhaps one about the data that was saved in its place. Download the data itself (on GitHub: “Raw”), and give that file.',
  'error.data.files.pointer':
    '{file} is not the data but a pointer to it ({format}): the file itself was not downloaded. Fetch it with “git lfs pull”, or download it from the page of the repository, then try again.',
  'error.data.files.doubleColon':
    '{file} separates its fields by “::”, as {format} has it, which Descent does not read. Replace each “::” by a tab or a semicolon, and give that file as CSV.',
  'error.data.files.cifar':
    '{file} is a batch of {format}, many images packed into one file, which Descent does not read. Save the images as PNG, those of each class in a folder named after it, and give the folder that holds these; or, in Python, numpy.savez(path, X=images, y=labels).',
  'error.data.zip.truncated':
    '{file} is not a ZIP, or it was cut off: the table of contents at its end is missing. Download or copy it again.',
  'error.data.zip.damaged': '{file} is damaged: it cannot be unpacked ({detail}). Download or copy the ZIP again.',
  'error.data.zip.encrypted':
    '{file} is protected by a password. Unpack the ZIP and give the folder, or pack it again without a password.',
  'error.data.zip.method':
    '{file} is packed by the method {method}; Descent unpacks the usual one of ZIPs, Deflate. Unpack the ZIP and give the folder, or pack it again with the usual settings.',
  'error.data.zip.parts':
    '{file} is one of several parts of a ZIP. Put the parts together and unpack them, then give the folder.',
  'error.data.archive.twice':
    '{file} holds {path} twice, so that it is not clear which one counts. Pack the folder again.',
  'error.data.archive.leaves':
    '{file} holds a file with the path {path}, which leads out of the archive. Do not unpack it; get the data from a source that you trust.',
  'error.data.archive.backslash':
    '{file} holds a file with the path {path}; a backslash has no place in the path of an archive. Pack the folder again with another program.',
  'error.data.archive.longPath':
    '{file} holds a file with a path of more than {limit} characters ({path}), which is the most that Descent takes. Shorten the names of its folders and files, and pack it again.',
  'error.data.zip.overlap':
    'The files in {file} overlap one another, as only damaged or malicious ZIPs have it. Get the data from a source that you trust.',
  'error.data.archive.tooLarge':
    '{file} unpacks to {size} MiB; Descent takes archives of up to {limit} MiB, unpacked. Use a part of the data to tune on.',
  'error.data.archive.ratio':
    '{file} unpacks to {size} MiB, {ratio} times its size; Descent takes up to {limit} times, because what shrinks so much is made to fill the disk. If you trust it, unpack it yourself and give the folder.',
  'error.data.zip.size':
    '{file} unpacks to more than the {size} bytes that its ZIP gives for it, as only damaged or malicious ZIPs have it. Download the ZIP again.',
  'error.data.tar.truncated': '{file} ends in the middle of {path}: it was cut off. Download or copy it again.',
  'error.data.tar.damaged':
    '{file} is damaged: at byte {at}, where the name and size of a file should stand, there is something else. Download or copy it again.',
  'error.data.tar.kind':
    '{file} is stored as “{kind}”, a way of tar that Descent does not read. Unpack the archive and give the folder, or pack it again with the usual settings.',
  'error.data.tar.noRoom':
    'Descent unpacks {file} into {folder} while it reads it, and can’t ({detail}). Free space there, or unpack it yourself and give the folder.',
  'error.data.encoding.invalid':
    '{file}, line {line}: the bytes {bytes} after “{before}” are not valid {encoding}, which the rest of the file seems to be written in. Correct that line, save the file as UTF-8, or choose its encoding if it is another.',
  'error.data.encoding.invalidFirst':
    '{file}, line {line}: the bytes {bytes} at its beginning are not valid {encoding}, which the rest of the file seems to be written in. Correct that line, save the file as UTF-8, or choose its encoding if it is another.',
  'error.data.encoding.invalidAsChosen':
    '{file}, line {line}: the bytes {bytes} after “{before}” are not valid {encoding}, which you chose; Descent takes the file for {detected}. Choose that, leave the encoding out, or correct the line.',
  'error.data.encoding.invalidFirstAsChosen':
    '{file}, line {line}: the bytes {bytes} at its beginning are not valid {encoding}, which you chose; Descent takes the file for {detected}. Choose that, leave the encoding out, or correct the line.',
  'error.data.encoding.notAsChosen':
    '{file} makes no sense as {encoding}, which you chose; Descent takes it for {detected}. Choose that, or leave the encoding out.',
  'data.encoding.unsure':
    'How its letters are written is a guess: read as {encoding}, it may as well be {others}. Compare how they read; where another one is right, choose it (--encoding).',
  'data.encoding.chosen':
    'Read as {encoding}, as you chose; Descent would have taken it for {detected}. If letters look wrong in the preview, choose that, or leave the encoding out.',
  'error.data.encoding.binary':
    '{file}, line {line}: there is a zero byte, which no text has. If this is a text, save it as UTF-8; if it is not, leave it out or name it after what it is.',
  'error.data.encoding.longLine':
    '{file}, line {line} is longer than {limit} characters, the most that Descent takes of a line. Check that its lines are divided by line ends, and shorten it.',
} as const;
