/** 读取数据时的拒绝：哪里有问题，怎么办。 */
export const data = {
  'error.data.noSuchSample': '没有示例 {source}。可用的示例：{samples}。',
  'data.otherFiles_one': '另有 {count} 个文件未读取。',
  'data.otherFiles_other': '另有 {count} 个文件未读取。',
  'error.data.cannotWrite': '无法把准备好的数据写入 {folder}（{detail}）。请腾出磁盘空间或允许写入，或另选主文件夹。',
  'error.data.prepared.missing': '准备好的数据 {file} 已不存在（{detail}）。请重新打开其项目。',
  'error.data.prepared.damaged': '准备好的数据 {file} 已损坏。请重新打开其项目，以便重新生成。',
  'error.data.readerLost':
    '读取 {source} 的进程意外结束（{detail}）。请重试；如果再次发生，可能是文件太大，可用内存不足。',
  'error.data.failed': '读取 {source} 时 Descent 内部出错：{detail}。请附上该文件向我们报告。',
} as const;
