/** Refusals of the home folder and the database in it. */
export const store = {
  'error.home.notFolder':
    'Descent keeps everything in a folder, but {path} is a file. Choose another folder with --home.',
  'error.home.locked':
    'Another Descent (process {pid}) is using {home}. Close it first, or choose another folder with --home.',
  'error.home.lockedAt':
    'Another Descent (process {pid}) is using {home}; it is open at {address}. Use that one, close it, or choose another folder with --home.',
  'error.store.absent': 'There is nothing at {path} yet. Start a run first, or name the right folder with --home.',
  'error.store.older':
    '{path} was written by an older Descent. Close the Descent that is using it, and this one will bring it up to date.',
  'error.store.newer':
    '{path} was written by a newer Descent (its format is {version}, this one knows up to {known}). It was left as it is: update Descent, or choose another folder with --home.',
  'error.store.notDatabase':
    '{path} is not a database of Descent. It was left as it is: move it away, or choose another folder with --home.',
  'error.store.damaged':
    '{path} is damaged ({detail}). It was left as it is: restore it from a backup, or choose another folder with --home.',
  'error.store.readOnly':
    'Descent may not write to {path}. Check the permissions of the file and its folder, or choose another folder with --home.',
  'error.store.full':
    'The disk that holds {path} is full. What was saved before is safe: make room, then continue, or choose another folder with --home.',
  'error.store.busy': 'Another program is using {path}. Close it, then try again.',
  'error.store.io':
    'The disk that holds {path} could not be read or written ({detail}). Check the disk, then try again.',
  'error.backup.exists': '{file} is there already and was left as it is. Give the backup another name.',
  'error.backup.none':
    'There is no backup in {folder}. Descent makes one a day by itself once there is something to keep; one that you made elsewhere is restored by its name: “descent restore FILE”.',
  'error.backup.absent':
    'There is no backup {file}. “descent restore” without a name takes the newest one in the home folder.',
} as const;
