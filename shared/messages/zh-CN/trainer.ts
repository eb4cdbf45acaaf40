/** Texts of trainer: why a trial ended as it did, and why a backend can't be had. */
export const trainer = {
  'reason.diverged.devNotFinite': '第 {step} 步的验证集损失不再是有限数。',
  'reason.failed.data': '无法读取已准备好的数据 {file}：{detail}。请重新打开数据集，以便重新准备。',
  'reason.failed.emptyPart': '{file} 中的 {part} 部分没有数据行。一次试验既需要训练数据，也需要用于评判的数据。',
  'reason.failed.memory': '内存不足以训练这个网络：{detail}。请减小各层宽度或批大小，或减少同时运行的试验数。',
  'reason.failed.tooManyParameters':
    '每行有 {inputs} 个输入，该网络因此有 {parameters} 个参数，而训练进程最多容纳 {most} 个。请减小各层宽度。',
  'reason.failed.batchTooLarge':
    '这份数据每行有 {inputs} 个输入，一批 {batchSize} 行太大。请把批大小设为 {most} 或更小。',
  'reason.failed.training': '训练因错误中断：{detail}。中断之前的过程记录在该试验的日志中。',
  'reason.backend.notHere': '此版本不包含后端 {backend}。请使用 wasm。',
  'reason.backend.broken': '后端 {backend} 无法在此启动：{detail}。请选择其他后端。',
} as const;
