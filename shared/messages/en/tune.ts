/** Guided runs: a budget over all stages, what each stage does with its share, what is left out, and what is asked on the way. */
export const tune = {
  'tune.name.anotherOptimizer': 'Learning rate with another optimizer',
  'tune.name.otherOptimizer': 'Learning rate with {optimizer}',
  'tune.optimizer.better':
    '{own} is better than {other}: dev loss {loss} against {otherLoss} at their best evaluations, beyond the noise of ± {noise}. So {taken} is taken.',
  'tune.optimizer.worse':
    '{own} is worse than {other}: dev loss {loss} against {otherLoss} at their best evaluations, beyond the noise of ± {noise}. So {taken} stays.',
  'tune.optimizer.noise':
    '{own} and {other} can’t be told apart: dev loss {loss} against {otherLoss} at their best evaluations, with a noise of ± {noise}. One of them it must be: {taken}, whose loss is lower here.',
  'tune.optimizer.unknown':
    '{own} has a dev loss of {loss}, {other} of {otherLoss} at their best evaluations. How the rows did was not kept, so the noise is not known. {taken} has the lower loss.',
  'tune.optimizer.none': 'With {own} no learning rate can be recommended, so {other} stays.',
  'tune.optimizer.only':
    'Of {other} no learning rate was taken, so {own} has nothing to be compared with: its own is the only one.',
  'tune.optimizer.incomparable':
    'Whether {own} or {other} is better can’t be said here: the learning rate that counts is not the one that the ladder of {other} recommends, or the two were not evaluated alike. {other} stays.',
  'tune.does.ladder':
    '{rates} learning rates for up to {steps} steps each, pruned, then the neighbours of the best; those within noise once more from a second seed',
  'tune.does.ladderLimited':
    '{rates} learning rates for up to {steps} steps each, pruned; what that spares goes to the neighbours of the best and to second seeds',
  'tune.does.ladderOneSeed':
    '{rates} learning rates for up to {steps} steps each, pruned; from one seed, so that noise between seeds is assumed',
  'tune.does.random': '{points} points drawn at random from a grid of momenta and batch sizes {sizes}',
  'tune.does.grid': 'the whole grid of momenta and batch sizes {sizes}',
  'tune.does.batches': '{points} of the batch sizes {sizes}; momentum is left as it is',
  'tune.does.decay': 'linear decay against none in {pairs} pairs',
  'tune.does.decayClassic':
    'linear decay against none in {pairs} pairs, and where it gains a search of further schedules',
  'tune.does.regularisation':
    '{points} points of weight decay and dropout, drawn at random; then the chosen one against none in {pairs} pairs',
  'tune.does.regularisationDecay':
    '{points} points of weight decay and dropout, drawn at random; then the chosen one against none in {pairs} pairs, and where it gains decay once more',
  'tune.does.finalRuns': 'the chosen and the default configuration from {seeds} fresh seeds each',
  'tune.leftOut.steps': 'left out: it would fit into a budget of {least} steps',
  'tune.leftOut.minutes': 'left out: it would fit into a budget of {least} minutes',
  'tune.leftOut.unmeasured': 'left out: what a step takes was not measured, so nobody can say how long it would take',
  'tune.leftOut.ownOptimizer': 'left out: which optimizer trains is the business of the command',
  'tune.leftOut.unknown': 'left out: guided runs don’t know this stage yet; it can be run by itself',
  'tune.noRate':
    'No learning rate beats the baseline, so there is nothing to tune from. Look at the data, or try another network.',
  'error.tune.stopped':
    'The checks before training say that nothing can be learnt here, so nothing was started. “descent prepare” shows them.',
  'error.tune.running': 'A guided run of this project is under way already. Wait for its end, or stop it first.',
  'error.tune.over': 'This guided run is over. Start another one with “descent tune”.',
  'error.tune.noGate': 'This guided run asks nothing at the moment.',
  'error.tune.unknown': 'There is no guided run {id} here. It may be gone with its project, or belong to another home.',
  'error.tune.unmeasured':
    'Nobody can say how long anything would take here, since what a step takes was not measured. Choose a budget in steps.',
  'error.tune.fewSteps':
    'A budget of {most} steps is too small: a short ladder and final runs from three seeds, without which a tuned configuration has no honest figure, take up to {least} steps.',
  'error.tune.fewMinutes':
    'A budget of {most} minutes is too small: a short ladder and final runs from three seeds, without which a tuned configuration has no honest figure, take up to {least} minutes.',
  'tune.outcome.pending': 'under way',
  'tune.outcome.accepted': 'accepted',
  'tune.outcome.overruled': 'overruled',
  'tune.outcome.kept': 'nothing recommended; what was there stays',
  'tune.outcome.stays': 'what was there stays',
  'tune.outcome.undecided': 'not decided yet',
  'tune.outcome.skipped': 'skipped; what was there stays',
  'tune.outcome.leftOut': 'left out',
  'tune.outcome.reported': 'done',
  'tune.outcome.unfinished': 'cut short, since its time was up: no verdict',
  'cli.tune.about': 'all stages one after the other within one budget, from a file to final figures',
  'cli.tune.help':
    'Final runs are reserved first: a tuned configuration without an honest figure is worth little. A stage begins only where it fits at its worst; those after it are planned as they mostly go, and planned again once it is done.\nWithout --auto each stage asks: Enter accepts, a value overrules, ? explains, s skips, Ctrl-C keeps everything.',
  'cli.tune.flag.minutes': 'budget in minutes (default: {minutes})',
  'cli.tune.flag.budgetSteps':
    'budget in optimizer steps of all trials and probes; the plan then never depends on time',
  'cli.tune.flag.auto': 'accept what each stage recommends, without asking',
  'cli.flag.resume': 'project by its name or id, or stage by its id; left out: what was left last',
  'cli.tune.needsAuto':
    'Each stage asks what to accept, and there is no terminal to ask on. Say --auto to accept what is recommended, or run it on a terminal or on the page.',
  'cli.tune.oneBudget': 'Choose one budget: --minutes or --budget-steps.',
  'cli.tune.plan.minutes': 'Plan for {most} minutes:',
  'cli.tune.plan.steps': 'Plan for {most} steps:',
  'cli.tune.ahead.minutes': 'Planned anew for the {left} minutes that are left:',
  'cli.tune.ahead.steps': 'Planned anew for the {left} steps that are left:',
  'cli.tune.column.stage': 'stage',
  'cli.tune.column.share': 'share',
  'cli.tune.column.planned': 'planned',
  'cli.tune.column.does': 'what it does',
  'cli.tune.column.used': 'used',
  'cli.tune.column.decision': 'decision',
  'cli.tune.steps': '{steps} steps',
  'tune.spare.steps':
    '{steps} steps stay unplanned: they go to stages that take more than planned, and to those after them.',
  'tune.spare.minutes':
    '{minutes} minutes stay unplanned: they go to stages that take more than planned, and to those after them.',
  'tune.spareAll.steps': 'Every stage does all that it can do here; {steps} steps are not needed.',
  'tune.spareAll.minutes': 'Every stage does all that it can do here; {minutes} minutes are not needed.',
  'tune.more': 'With more: {more}.',
  'cli.tune.more': '(with more: {more})',
  'cli.tune.begin': '{name}: {does}.',
  'cli.tune.recommended': 'Recommended: {set}.',
  'cli.tune.nothingRecommended': 'Nothing is recommended: what was there stays, unless you name a value.',
  'cli.tune.stays': 'Proposed: keep what was there, unless you name a value.',
  'cli.tune.ask': '{name}: Enter takes it · name=value … overrules · ? explains · s skips · Ctrl-C leaves > ',
  'cli.tune.badValue': '“{given}” is no setting. Write name=value, as in {example}.',
  'cli.tune.outcome': '{name}: {outcome}.',
  'cli.tune.outcomeSet': '{name}: {outcome}: {set}.',
  'tune.cutShort': '{name}: its time was up, so this is what had been trained by then.',
  'cli.tune.left': 'All that was trained is kept. “descent resume {project}” goes on from here.',
  'cli.tune.resumed': 'Going on with the guided run of {name}.',
  'tune.used.minutes': 'Used {used} of {most} minutes, {steps} steps in all.',
  'tune.used.steps': 'Used {used} of {most} steps, {time} in all.',
  'cli.tune.configuration': 'Configuration: {set}.',
} as const;
