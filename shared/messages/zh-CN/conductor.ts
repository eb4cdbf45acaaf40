/** 调度部分的拒绝与原因。 */
export const conductor = {
  'error.project.unknown': '这里没有项目 {id}。它可能已被删除，或属于另一个数据文件夹。',
  'error.rate.tooMany': '这个阶梯已有 {most} 个学习率，达到上限。请为其他学习率新建一个阶梯。',
  'error.decision.none': '{name} 还没有任何决定，没有可保留的。请先运行阶梯或探测，并采用一个学习率。',
  'error.probe.unknown': '这个项目没有探测 {id}。',
  'error.stage.unknown': '这里没有阶段 {id}，它可能属于另一个数据文件夹。',
  'error.trial.unknown': '这里没有试验 {id}。用 "descent runs list" 查看现有的试验。',
  'error.model.needsImages': '网络 {model} 需要图像，而这份数据中没有图像。请从以下网络中选择：{models}。',
  'error.model.needsTexts': '网络 {model} 需要文本，而这份数据中没有文本。请从以下网络中选择：{models}。',
  'error.model.blocks':
    '{size} 像素的图像上无法搭建 {blocks} 个模块的 CNN：每个模块会使图像缩小一半，这里可容纳 1 至 {most} 个模块。请给出相应个数的滤波器数量。',
  'error.rate.there': '阶梯中已有学习率 {rate}，请换一个。',
  'error.project.busy': '{name} 有一个阶段正在训练，此时不能更换它的数据。请先停止它或等它结束，再修改数据。',
  'error.project.inUse': '{name} 还有任务正在进行，现在不能删除。请先停止它或等它结束，再删除项目。',
  'error.stage.kind': '没有名为“{kind}”的阶段。现有阶段：{kinds}。',
  'error.stage.running':
    '{name} 已有一个阶段正在训练，是在此处或另一个窗口中启动的。请等它结束，或先暂停或停止它，然后再继续。',
  'error.stage.longer':
    '这个阶段的试验都训练得一样久，由已采用的学习率及其步数决定：训练得更久的那个仅凭这一点就会显得更好。要训练更久，请用更多步数运行学习率阶梯，采用其结果，再重新开始这个阶段。',
  'error.source.changed':
    '{source} 的数据已不是项目创建时的样子：文件或文件夹之后发生了变化。请恢复原样，或到“数据”一步重新读取；此后开始的试验会使用新的数据。',
  'error.source.preparedAnew':
    '这个版本的 Descent 对 {source} 的预处理与创建项目时的版本不同。请到“数据”一步重新读取；此后开始的试验会使用重新预处理的数据。',
  'error.stage.otherData':
    '这个阶段所用的数据与项目现在的数据不同：{source} 之后被重新读取过，或者目标、类型、任务被修改过。不同数据上的试验无法比较，因此这个阶段保持原样。请开始新的阶段。',
  'error.folder.notFound': '没有文件夹 {folder}。请检查名称。',
  'error.folder.noFolder': '{folder} 是文件，不是文件夹。请选择它所在的文件夹。',
  'error.folder.notAllowed': '没有权限查看文件夹 {folder}。请允许读取，或选择别的文件夹。',
  'error.folder.outside':
    '页面不能查看 {folder}：它只能查看你的个人文件夹、启动 Descent 时所在的文件夹，以及你各项目的文件夹。如需查看更多，请用 --allow 加上该文件夹启动 Descent。',
  'error.folder.unreadable': '无法列出文件夹 {folder}（{detail}）。请选择别的文件夹。',
  'reason.diverged.notFinite': '第 {step} 步的损失不再是有限数。',
  'reason.secondSeed': '第二个种子只需要 {steps} 步，已足以比较。',
  'reason.pruned': '第 {step} 步时它不在前 {keep} 名之内，也不在噪声范围内，几乎不可能再胜出。',
  'reason.diverged.farAbove': '损失连续 {count} 步高于起始值的 {factor} 倍，直到第 {step} 步。',
  'reason.failed.processLost': '训练进程意外结束：{detail}',
  'error.trainer.killed':
    '训练进程因内存用尽被系统强行结束（{detail}）。请关闭其他程序后重试，或者用更小的批或更窄的层。',
  'error.trainer.killedUnknown':
    '训练进程被强行结束（{detail}）：可能是系统因内存用尽所为，也可能是有人结束的。请重试；如果再次发生，请关闭其他程序，或者用更小的批或更窄的层。',
  'error.trainer.killedBySomeone':
    '训练进程被强行结束（{detail}），但不是系统因内存不足所为，而是被人或其他程序结束的。请重试。',
  'reason.failed.killed':
    '训练进程因内存用尽被系统强行结束（{detail}）。最后一个检查点之前的结果都保留着：请关闭其他程序后继续（“descent resume”，或页面上的“继续”），或者用更小的批或更窄的层重新开始。',
  'reason.failed.killedUnknown':
    '训练进程被强行结束（{detail}）：可能是系统因内存用尽所为，也可能是有人结束的。最后一个检查点之前的结果都保留着，可以继续（“descent resume”，或页面上的“继续”）。如果再次发生，请关闭其他程序，或者用更小的批或更窄的层重新开始。',
  'reason.failed.killedBySomeone':
    '训练进程被强行结束（{detail}），但不是系统因内存不足所为，而是被人或其他程序结束的。最后一个检查点之前的结果都保留着，可以继续（“descent resume”，或页面上的“继续”）。',
  'reason.failed.protocol': '训练进程发来了无法理解的消息：{detail}',
  'reason.failed.store': '数据点无法保存：{detail}',
} as const;
