/** 另起试验的对话框。 */
export const copyTrial = {
  'copyTrial.title': '以 {rate} 为本另起试验',
  'copyTrial.description': '与这个试验相同，只改动其中的值。',
  'copyTrial.seed': '种子',
  'copyTrial.settings': '复制设置',
  'copyTrial.what.nothing': '请改动一个值：设置相同，结果也会相同。',
  'copyTrial.what.candidate': '只有学习率不同，所以加入这个阶梯。',
  'copyTrial.what.ladder': '它会成为单独的阶梯，因为只有其他设置都相同时，学习率之间才能比较。',
  'copyTrial.start': '开始',
} as const;
