/** 关于已采用为项目学习率和 num_steps 的文字。 */
export const decision = {
  'decision.byProbe': '项目的学习率目前是 {rate}，{steps} 步，由探测得出。',
  'decision.byLadder': '项目的学习率目前是 {rate}，{steps} 步，由另一个阶梯得出。',
  'decision.seeLadder': '查看',
  'decision.replaces': '采用后即改用这里的结果，以后还可以改。',
  'decision.probe.numSteps': '步数（num_steps）',
  'decision.probe.accept': '采用 {rate} 和 {steps} 步',
  'decision.probe.accepted': '已采用为项目的学习率，{steps} 步。',
  'decision.probe.without': '由探测得出，没有跑阶梯；证据会一并保留，之后仍可以跑阶梯。',
  'decision.probe.adamSteps': '用 Adam 时，训练越久，最佳学习率越小：这个估计针对 {steps} 步。',
  'decision.stale.title': '你的选择是在别的数据上做出的',
  'decision.stale.what': '项目的数据在那之后变了，{rate} 和 {steps} 步可能不再合适。',
  'decision.stale.again': '重新运行…',
  'decision.stale.keep': '保留',
} as const;
