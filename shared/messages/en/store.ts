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
  'notice.damaged': 'The database is damaged ({detail}). What is shown may lack something.',
  'notice.damaged.projects': 'The database is damaged: these projects can’t be read and are left out: {ids}.',
  'notice.damaged.stages': 'The database is damaged: these stages can’t be read and are left out: {ids}.',
  'notice.damaged.trials': 'The database is damaged: these trials can’t be read and are left out: {ids}.',
  'notice.damaged.decisions': 'The database is damaged: these decisions can’t be read and are left out: {ids}.',
  'notice.damaged.preparations': 'The database is damaged: these preparations can’t be read and are left out: {ids}.',
  'notice.damaged.probes': 'The database is damaged: these probes can’t be read and are left out: {ids}.',
  'notice.damaged.settings': 'The database is damaged: these settings can’t be read: {ids}.',
  'notice.damaged.curves': 'The database is damaged: the curves of these trials can’t be read and are left out: {ids}.',
  'error.home.emptied':
    '{path} is gone, though this home was used before: what else Descent keeps there is still in place. Put the file back, or take the newest backup ({backup}) with “descent restore --home {home}”. To begin anew, choose another folder with --home, or remove all of {home}.',
  'error.home.emptiedWithout':
    '{path} is gone, though this home was used before: what else Descent keeps there is still in place, but no backup. Put the file back, or restore one that you made elsewhere with “descent restore FILE --home {home}”. To begin anew, choose another folder with --home, or remove all of {home}.',
  'error.home.reading':
    '{home} can only be read at the moment, so nothing can be changed or started. Mend what the message on the first screen says, then start Descent again.',
  'notice.reading.full':
    'The disk that holds {home} is full. Everything is shown, but nothing can be changed or trained. Make room, then start Descent again.',
  'notice.reading.readOnly':
    'Descent may not write to {home}. Everything is shown, but nothing can be changed or trained. Allow writing to the folder and what is in it, or choose another with --home, then start Descent again.',
  'notice.reading.damaged':
    'The database in {home} is damaged. What can be read is shown, here and by “descent runs”, but nothing can be changed or trained.',
  'notice.restore':
    '“descent restore --home {home}” puts back the newest backup ({backup}) and keeps what is there now.',
  'notice.noBackup':
    'There is no backup in {home}. If you made one elsewhere, “descent restore FILE --home {home}” puts it back.',
  'notice.wal':
    'Descent was cut off, and {file}, which held what was saved last, is gone since: that may be missing. What was left is kept as {copy}. If you have the missing file, close Descent and put it beside that copy under the copy’s name with -wal at its end, then “descent restore {copy} --home {home}” takes both.',
} as const;
