/** Deleting projects, and backups, on the page and in the terminal. */
export const projects = {
  'page.delete.open': 'Delete {name}…',
  'page.delete.title': 'Delete {name}?',
  'page.delete.what_one':
    'Its {count} trial goes with all that is kept of it: curves, checkpoints, logs, decisions and prepared data. That frees about {size} and can’t be undone.',
  'page.delete.what_other':
    'Its {count} trials go with all that is kept of them: curves, checkpoints, logs, decisions and prepared data. That frees about {size} and can’t be undone.',
  'page.delete.none':
    'It has no trials yet; what is kept of it goes, its prepared data above all. That frees about {size} and can’t be undone.',
  'page.delete.source': 'The data at {source} stays as it is.',
  'page.delete.measuring': 'Looking at what it holds…',
  'page.delete.submit': 'Delete project',
  'page.delete.busy': 'Deleting…',

  'cli.projects.about': 'list or delete projects',
  'cli.projects.list.about': 'list all projects with what each takes up',
  'cli.projects.delete.about': 'delete a project with its trials and all that is kept of them',
  'cli.projects.none': 'There are no projects in this home.',
  'cli.flag.project': 'a project’s name or id, or how its id begins or ends',
  'cli.flag.yes': 'do it without asking',
  'cli.column.project': 'project',
  'cli.column.name': 'name',
  'cli.column.source': 'data',
  'cli.column.trials': 'trials',
  'cli.column.stages': 'stages',
  'cli.projects.stage': '{name}: {state}',
  'cli.column.size': 'size',
  'cli.projects.unknown': 'There is no project {name} here. “descent projects list” shows which there are.',
  'cli.projects.ambiguous': '{name} may be any of these: {candidates}. Say which by its id.',
  'cli.projects.what_one': 'This deletes {name} with its {count} trial and frees about {size}. It can’t be undone.',
  'cli.projects.what_other': 'This deletes {name} with its {count} trials and frees about {size}. It can’t be undone.',
  'cli.projects.source': 'The data at {source} stays as it is.',
  'cli.projects.sure': 'Delete it? Type yes to do it: ',
  'cli.projects.needsYes': 'Nothing was deleted, since nobody can be asked here. To delete it, add --yes.',
  'cli.projects.kept': 'Nothing was deleted.',
  'cli.projects.deleted': 'Deleted {name}: {size} were freed.',
  'cli.projects.deletedReusable':
    'Deleted {name}: {size} were freed; {reusable} more stay in the database and are used for what comes next.',

  'cli.backup.about': 'save everything that is recorded in one file, also while Descent runs',
  'cli.flag.backupFile': 'the file to write (default: in the home folder, under backups)',
  'cli.backup.done':
    'Backed up to {file} ({size}, verified): projects, trials, every point, decisions. Prepared data and checkpoints are not in it: the first is made anew from your data, without the second a trial that was cut off begins anew.',
  'cli.restore.about': 'put a backup in the place of what is recorded; that is kept aside',
  'cli.flag.restoreFile': 'a backup (default: the newest in the home folder)',
  'cli.restore.done_one': 'Restored from {file}: {projects} projects with {count} trial.',
  'cli.restore.done_other': 'Restored from {file}: {projects} projects with {count} trials.',
  'cli.restore.replaced': 'What was there before is kept as {file}.',
} as const;
