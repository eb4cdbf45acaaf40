/** Refusals and remarks of opening files: paths, ZIPs, gzip, links, limits, encodings. */
export const dataFiles = {
  'error.data.notFound': 'There is no file or folder {path}. Check the name, or give the full path.',
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
} as const;
