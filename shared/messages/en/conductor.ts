/** Refusals and reasons of the conductor. */
export const conductor = {
  'error.project.unknown': 'There is no project {id} here. It may have been deleted, or belong to another home folder.',
  'error.rate.tooMany': 'This ladder has {most} rates, the most it can hold. Start a new one for further rates.',
  'error.decision.none':
    'Nothing was decided for {name} yet, so there is nothing to keep. Run a ladder or a probe and accept a rate.',
  'error.probe.unknown': 'This project has no probe {id}.',
  'error.stage.unknown': 'There is no stage {id} here. It may belong to another home folder.',
  'error.trial.unknown': 'There is no trial {id} here. "descent runs list" shows which there are.',
  'error.model.needsImages': 'The network {model} needs images, and this data has none. Choose one of: {models}.',
  'error.model.needsTexts': 'The network {model} needs texts, and this data has none. Choose one of: {models}.',
  'error.model.blocks':
    'A CNN with {blocks} blocks can’t be built on images of {size} pixels: each block halves them, and there is room for 1 to {most}. Give that many numbers of filters.',
  'error.rate.there': 'The ladder already has a candidate at {rate}. Choose another rate.',
  'error.project.busy':
    'A stage of {name} is training, and its data can’t be changed under it. Stop it or let it end, then change the data.',
  'error.project.inUse':
    'Something of {name} is under way, so it can’t be deleted now. Stop it or let it end, then delete the project.',
  'error.stage.kind': 'There is no stage “{kind}”. There are: {kinds}.',
  'error.stage.running':
    'A stage of {name} is training already, started here or in another window. Let it end, or pause or stop it, then go on with this one.',
  'error.stage.longer':
    'All trials of this stage train for as long as the accepted learning rate was found to need: one that trained longer than the others would look better by that alone. To train longer, run the ladder with more steps, accept its answer, then start this stage anew.',
  'error.source.changed':
    'The data at {source} is no longer what this project was made from: the file or folder changed since. Put it back as it was, or go to the Data step and have it read again; trials begun after that train on the new data.',
  'error.source.preparedAnew':
    'This version of Descent prepares the data at {source} differently than the one that made this project. Go to the Data step and have it read again; trials begun after that train on the newly prepared data.',
  'error.stage.otherData':
    'This stage trained on other data than the project has now: {source} was read again since, or its target, kind or task was changed. Trials on different data can’t be compared, so this stage stays as it is. Start a new one.',
  'error.folder.notFound': 'There is no folder {folder}. Check the name.',
  'error.folder.noFolder': '{folder} is a file, not a folder. Choose the folder that it lies in.',
  'error.folder.notAllowed': 'You may not look into the folder {folder}. Allow reading it, or choose another.',
  'error.folder.outside':
    'The page may not look into {folder}: it sees your own folder, the folder that Descent was started in, and those of your projects. To let it see more, start Descent with --allow and that folder.',
  'error.folder.unreadable': 'The folder {folder} can’t be listed ({detail}). Choose another.',
  'reason.diverged.notFinite': 'The loss was no longer a finite number at step {step}.',
  'reason.secondSeed': 'From its second seed {steps} steps were needed; they show what it was trained for.',
  'reason.pruned':
    'At step {step} it was not among the best {keep}, nor within noise of them: it can hardly win any more.',
  'reason.diverged.farAbove': 'The loss stayed above {factor} times its start for {count} steps, up to step {step}.',
  'reason.failed.processLost': 'The trainer process ended unexpectedly: {detail}',
  'error.trainer.killed':
    'The system ended the trainer process by force ({detail}), because memory ran out. Close other programs and try again, or choose a smaller batch or smaller layers.',
  'error.trainer.killedUnknown':
    'The trainer process was ended by force ({detail}): by the system, because memory ran out, or by someone. Try again; if it happens again, close other programs, or choose a smaller batch or smaller layers.',
  'error.trainer.killedBySomeone':
    'The trainer process was ended by force ({detail}), and not by the system for want of memory: by a person or another program. Try again.',
  'reason.failed.killed':
    'The system ended the trainer process by force ({detail}), because memory ran out. What was done up to the last checkpoint is kept: close other programs and go on with it (“descent resume”, or Continue on the page), or start anew with a smaller batch or smaller layers.',
  'reason.failed.killedUnknown':
    'The trainer process was ended by force ({detail}): by the system, because memory ran out, or by someone. What was done up to the last checkpoint is kept: go on with it (“descent resume”, or Continue on the page). If it happens again, close other programs, or start anew with a smaller batch or smaller layers.',
  'reason.failed.killedBySomeone':
    'The trainer process was ended by force ({detail}), and not by the system for want of memory: by a person or another program. What was done up to the last checkpoint is kept: go on with it (“descent resume”, or Continue on the page).',
  'reason.failed.protocol': 'The trainer sent something that could not be understood: {detail}',
  'reason.failed.store': 'Its points could not be saved: {detail}',
} as const;
