import type { dataText as english } from '../en/data-text.ts';

export const dataText: Record<keyof typeof english, string> = {
  'error.data.text.noWords_one':
    '只有 {count} 条训练文本，其中没有一个词出现两次，无法从中学到任何东西。请提供更多文本。',
  'error.data.text.noWords_other':
    '在 {count} 条训练文本中，没有一个词出现两次；不再出现的词无法学习。请提供更多文本，或检查这些内容是否真的是文本。',
  'data.text.unknown':
    '验证文本中有 {percent} % 的词在训练文本中出现不到两次，按未知词处理（词表共 {words} 个词）。增加文本，或使用更相近的文本，会有所改善。',
  'data.text.cut_one':
    '有 {count} 条文本（{percent} %）超过 {length} 个词，超出部分被舍去。该长度覆盖 95 % 的训练文本，或已达 Descent 的上限。',
  'data.text.cut_other':
    '有 {count} 条文本（{percent} %）超过 {length} 个词，超出部分被舍去。该长度覆盖 95 % 的训练文本，或已达 Descent 的上限。',
  'data.text.empty_one': '有 {count} 条文本不含任何词，只有符号或空白。它仍保留在数据中，但从中看不出任何信息。',
  'data.text.empty_other': '有 {count} 条文本不含任何词，只有符号或空白。它们仍保留在数据中，但从中看不出任何信息。',
};
