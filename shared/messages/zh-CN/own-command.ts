/** 用户自己的训练命令：一次运行为何结束，以及终端里的说明。 */
export const ownCommand = {
  'reason.command.notStarted': '命令无法启动：{detail}',
  'reason.command.notFound': '命令无法运行（退出码 {code}）：{detail}',
  'reason.command.exit': '命令失败，退出码 {code}：{detail}',
  'reason.command.signal': '命令被信号 {signal} 结束。{detail}',
  'reason.command.killed': '命令被强行结束，很可能是系统因内存不足所为。{detail} 较小的批大小所需内存更少。',
  'reason.command.memory': '命令内存不足：{detail} 较小的批大小所需内存更少。',
  'reason.command.diskFull': '命令发现磁盘已满：{detail} 请腾出空间，然后重新开始这次试验。',
  'reason.command.silent':
    '命令正常结束，但没有给出任何“{name}”数值。它的日志里有它写出的内容，请查看它是否真的训练了。',
  'reason.command.left': '命令的这些进程无法结束：{pids}。请先手动结束它们，再开始别的。',
} as const;
