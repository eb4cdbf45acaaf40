/** 读取数据时的拒绝：哪里有问题，怎么办。 */
export const data = {
  'error.data.unknownKind':
    '在 {path} 中没有找到 Descent 能读取的数据。Descent 读取 MNIST 所用的 IDX 文件（…-images-idx3-ubyte 与 …-labels-idx1-ubyte，可用 gzip 压缩）：请给出存放它们的文件夹，或图像文件本身。',
  'error.data.noSuchSample': '没有示例 {source}。可用的示例：{samples}。',
  'error.data.oneClass': '{path} 的每一行标签都相同（{name}），没有可区分的内容。请至少再加入一个类别的样本。',
  'error.data.classTooSmall':
    '{path} 中类别 {name} 的样本太少，无法划分为训练数据和留出数据：只有 {count} 个，至少需要 {needed} 个。请增加样本，或去掉该类别。',
  'error.data.cannotWrite': '无法把准备好的数据写入 {folder}（{detail}）。请腾出磁盘空间或允许写入，或另选主文件夹。',
  'error.data.prepared.missing': '准备好的数据 {file} 已不存在（{detail}）。请重新打开其项目。',
  'error.data.prepared.damaged': '准备好的数据 {file} 已损坏。请重新打开其项目，以便重新生成。',
  'error.data.readerLost':
    '读取 {source} 的进程意外结束（{detail}）。请重试；如果再次发生，可能是文件太大，可用内存不足。',
  'error.data.failed': '读取 {source} 时 Descent 内部出错：{detail}。请附上该文件向我们报告。',
} as const;
