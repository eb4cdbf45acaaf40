import type { dataImages as english } from '../en/data-images.ts';

export const dataImages: Record<keyof typeof english, string> = {
  'error.data.idx.noHeader': '{file} 的名称像 IDX 文件，但内容太短或已损坏，连文件头都不完整。请重新下载或复制。',
  'error.data.idx.notImages':
    '{file} 不是 IDX 图像文件：开头是 {found}，应为 {expected}（无符号字节，3 维）。请给出原始发布的图像文件。',
  'error.data.idx.notLabels':
    '{file} 不是 IDX 标签文件：开头是 {found}，应为 {expected}（无符号字节，1 维）。请给出原始发布的标签文件。',
  'error.data.idx.empty': '{file} 是空的：文件头给出的尺寸为 {sizes}。请给出至少含一个样本的文件。',
  'error.data.idx.tooShort':
    '{file} 不完整：文件头给出的尺寸为 {sizes}，应有 {expected} 字节，实际只有 {actual} 字节。请重新下载或复制。',
  'error.data.idx.tooLong':
    '{file} 与其文件头不符：文件头给出的尺寸为 {sizes}，只需 {expected} 字节，实际内容更多。请重新下载或复制。',
  'error.data.idx.imageTooLarge':
    '{file} 的文件头给出的图像为 {height} × {width} 像素；Descent 每张图像最多接受 {limit} 像素。请缩小图像，或检查文件是否损坏。',
  'error.data.idx.tooManyRows':
    '{file} 的文件头给出 {rows} 行；Descent 最多接受 {limit} 行。请取一部分数据来调参，或检查文件是否损坏。',
  'error.data.idx.tooLarge':
    '{file} 的文件头给出 {rows} 行，共 {size} MiB；Descent 最多接受 {limit} MiB。请取一部分数据来调参，或检查文件是否损坏。',
  'error.data.idx.countsDiffer':
    '{file} 有 {images} 张图像，而 {labelsFile} 有 {labels} 个标签。请给出相互对应的文件。',
  'error.data.idx.sizesDiffer':
    '{file} 的图像为 {size} 像素，而用于训练的图像为 {expected} 像素。请给出相互对应的文件。',
  'error.data.idx.noLabels': '没有找到 {file} 的标签。请把它的标签文件（{labels}，可用 gzip 压缩）放进同一文件夹。',
  'error.data.idx.noImages':
    '{folder} 中有 IDX 标签，但没有 IDX 图像。请把图像文件（…-images-idx3-ubyte，可用 gzip 压缩）放在一起。',
  'error.data.idx.labelsGiven': '{file} 存放的是标签。请给出与它对应的图像文件，或同时存放两者的文件夹。',
  'error.data.idx.several':
    '{folder} 中有多个数据集：{files}。请给出您要用的那个图像文件，或只含该数据集的文件夹或 ZIP。',
  'error.data.images.noColumns':
    '图像没有列，因此在 {path} 中不能以 {target} 为目标：类别由文件夹或标签文件给出。请不要指定目标。',
  'error.data.images.noNumber':
    '回归要求每张图像对应一个数，但 {path} 中的 {label} 不是数。请用数字命名文件夹，或选择分类。',
  'data.idx.kind': '根据魔数，{file} 是 IDX 图像文件，每张 {height} × {width} 像素。',
  'data.idx.target': '标签在 {file} 中，每张图像一个。',
  'data.idx.classification': '标签是类别编号：IDX 文件的标签除非另行说明，均按类别处理。',
  'data.idx.regression': '您选择了回归：标签按数值处理。',
  'data.sample.digits': '由 Descent 自行绘制：手写数字，每张 16 × 16 像素。',
  'data.sample.digitsTarget': '目标是所画的数字。',
  'data.sample.task': '目标是类别名称。',
};
