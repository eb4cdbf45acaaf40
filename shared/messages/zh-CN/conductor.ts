/** 调度部分的拒绝与原因。 */
export const conductor = {
  'error.project.unknown': '这里没有项目 {id}，它可能属于另一个数据文件夹。',
  'error.stage.unknown': '这里没有阶段 {id}，它可能属于另一个数据文件夹。',
  'error.trial.unknown': '这里没有试验 {id}。用 "descent runs list" 查看现有的试验。',
  'error.rate.there': '阶梯中已有学习率 {rate}，请换一个。',
  'error.source.changed': '{source} 的数据在项目创建后发生了变化，新的试验无法与旧的比较。请用它新建一个项目。',
  'reason.diverged.notFinite': '第 {step} 步的损失不再是有限数。',
  'reason.diverged.farAbove': '损失连续 {count} 步高于起始值的 {factor} 倍，直到第 {step} 步。',
  'reason.failed.processLost': '训练进程意外结束：{detail}',
  'reason.failed.protocol': '训练进程发来了无法理解的消息：{detail}',
  'reason.failed.store': '数据点无法保存：{detail}',
} as const;
