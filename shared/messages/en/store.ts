/** Refusals of the home folder and the database in it. */
export const store = {
  'error.home.notFolder':
    'Descent keeps everything in a folder, but {path} is a file. Choose another folder with --home.',
  'error.home.locked':
    'Another Descent (process {pid}) is using {home}. Close it first, or choose another folder with --home.',
  'error.home.lockedAt':
    'Another Descent (process {pid}) is using {home}; it is open at {address}. Use that one, close it, or choose another folder with --home.',
  'error.home.lost.moved':
    'The folder {home} was moved to {now} while Descent was using it. Training was stopped; all that was measured is in {now}. Move it back or start Descent with --home {now}, then continue.',
  'error.home.lost.removed':
    'The folder {home} was removed or replaced while Descent was using it. Training was stopped. All points, trials and decisions were saved to {saved}; checkpoints and logs went with the folder. If it is in the trash, put it back; else start Descent with --home {saved}.',
  'error.home.lost.removedAll':
    'The folder {home} was removed or replaced while Descent was using it. Training was stopped, and what was in the folder could not be saved elsewhere. If it is in the trash, put it back and start Descent again.',
  'error.home.lost.files':
    'The file {file} in {home} was removed or replaced while Descent was using it. Training was stopped. All points, trials and decisions until then were saved to {saved}: start Descent with --home {saved} to see them, or start it again as usual to use what lies in {home} now.',
  'error.home.lost.filesAll':
    'The file {file} in {home} was removed or replaced while Descent was using it. Training was stopped, and what was stored until then could not be saved elsewhere. Put the file back if you have it, then start Descent again.',
  'error.home.lost.lock':
    'The file {file} in {home} was removed or replaced, so another Descent could use the folder at the same time. Training was stopped; all that was measured is kept. Start Descent again and continue.',
  'error.store.absent': 'There is nothing at {path} yet. Start a run first, or name the right folder with --home.',
  'error.store.older':
    '{path} was written by an older Descent. Close the Descent that is using it, and this one will bring it up to date.',
  'error.store.newer':
    '{path} was written by a newer Descent (its format is {version}, this one knows up to {known}). It was left as it is: update Descent, or choose another folder with --home.',
  'error.store.notDatabase':
    '{path} is not a database of Descent. It was left as it is: move it away, or choose another folder with --home.',
  'error.store.damaged':
    '{path} is damaged ({detail}). It was left as it is: restore it from a backup, or choose another folder with --home.',
  'error.store.damagedPoints':
    'Some points of trial {trial} can’t be read any more: steps {from} to {to} of its series {series} are damaged in {path} ({detail}). Everything else is readable; a backup may still hold them.',
  'error.store.readOnly':
    '{path} can only be read: its disk is mounted read-only, or the file or its folder is write-protected. Make it writable, or choose another folder with --home.',
  'error.store.notAllowed':
    'Descent may not write to {path}. Check the permissions of the file and its folder, or choose another folder with --home.',
  'error.store.gone':
    '{path} can’t be opened or made ({detail}): the folder that it lies in is not there. Make that folder, or choose another with --home.',
  'error.store.tooManyFiles':
    'Too many files are open at once, so {path} could not be opened ({detail}). Close other programs or raise the limit (“ulimit -n”), then try again.',
  'error.store.memory':
    'There was not enough memory to work with {path}. What was saved before is safe: close other programs, then continue.',
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
  'notice.damaged.events': 'The database is damaged: what happened can’t be read.',
  'notice.damaged.preparations': 'The database is damaged: these preparations can’t be read and are left out: {ids}.',
  'notice.damaged.probes': 'The database is damaged: these probes can’t be read and are left out: {ids}.',
  'notice.damaged.tunes': 'The database is damaged: these guided runs can’t be read and are left out: {ids}.',
  'notice.damaged.settings': 'The database is damaged: these settings can’t be read: {ids}.',
  'notice.damaged.curves':
    'The database is damaged: parts of the curves of these trials can’t be read. They are left out, and nothing is concluded from these trials: {ids}.',
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
