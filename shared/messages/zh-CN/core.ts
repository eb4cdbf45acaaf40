/** 核心的拒绝与原因：数据、存储、训练、调度。 */
export const core = {
  'error.request.invalid': '无法理解该请求：{detail}。',
  'error.internal': 'Descent 内部出错：{detail}。详情见日志。',
  'error.core.closing': 'Descent 正在关闭，不再接受新任务。请重新启动后继续。',
} as const;
