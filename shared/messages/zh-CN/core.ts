/** 核心的拒绝与原因：数据、存储、训练、调度。 */
export const core = {
  'error.request.invalid': '无法理解该请求：{detail}。',
  'error.request.gone': '该请求已放弃，因为没有人再等待它的结果。',
  'error.bounds.rate': '学习率必须是大于 0 且不超过 {most} 的数，例如 0.01。',
  'error.bounds.atMost': '{name} 最大为 {most}。',
  'error.bounds.atLeast': '{name} 至少为 {least}。',
  'error.busy.reading': 'Descent 已在为 {count} 个请求读取数据集。请等其中一些完成后再试。',
  'error.busy.asking': 'Descent 已有 {count} 个探测和准备任务。请等其中一些完成后再试。',
  'error.internal': 'Descent 内部出错：{detail}。详情见日志。',
  'error.core.closing': 'Descent 正在关闭，不再接受新任务。请重新启动后继续。',
  'error.trial.oneRate': '单次试验需要恰好一个学习率，而这里给了 {count} 个。',
  'error.question.stopped': '在得到结果之前已停止。',
  'error.host.none': '这里没有程序可以训练这样的项目：它需要外部命令，而此 Descent 不运行任何命令。',
  'error.host.probe': '这里无法探测学习率：训练该项目的程序不支持探测。请改为运行学习率阶梯。',
  'error.host.prepare': '这里无法检查设置：训练该项目的程序不支持这种检查。',
} as const;
