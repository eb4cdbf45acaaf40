/** Refusals of the readers: what is wrong with the data, where, and what to do. */
export const data = {
  'error.data.noSuchSample': 'There is no sample {source}. There is: {samples}.',
  'data.otherFiles_one': '{count} other file there is not read.',
  'data.otherFiles_other': '{count} other files there are not read.',
  'error.data.cannotWrite':
    'The prepared data cannot be written to {folder} ({detail}). Make room on the disk or allow writing there, or choose another home folder.',
  'error.data.prepared.missing': 'The prepared data {file} is not there any more ({detail}). Open its project again.',
  'error.data.prepared.damaged': 'The prepared data {file} is damaged. Open its project again to have it made anew.',
  'error.data.readerLost':
    'The process that reads {source} ended unexpectedly ({detail}). Try again; if it happens again, the file may be too large for the free memory.',
  'error.data.failed': 'Reading {source} failed inside Descent: {detail}. Please report this with the file.',
} as const;
