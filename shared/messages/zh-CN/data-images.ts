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
    '{folder} 中有多个数据集：{files}。请给出你要用的那个图像文件，或只含该数据集的文件夹或 ZIP。',
  'error.data.images.noColumns':
    '图像没有列，因此在 {path} 中不能以 {target} 为目标：类别由文件夹或标签文件给出。请不要指定目标。',
  'error.data.images.noEncoding': '{path} 是图像，没有文本编码。请不要指定编码。',
  'error.data.images.noNumber':
    '回归要求每张图像对应一个数，但 {path} 中的 {label} 不是数。请用数字命名文件夹，或选择分类。',
  'data.idx.kind': '根据魔数，{file} 是 IDX 图像文件，每张 {height} × {width} 像素。',
  'data.idx.target': '标签在 {file} 中，每张图像一个。',
  'data.idx.classification': '标签是类别编号：IDX 文件的标签除非另行说明，均按类别处理。',
  'data.idx.regression': '你选择了回归：标签按数值处理。',
  'data.sample.digits': '由 Descent 自行绘制：手写数字，每张 16 × 16 像素。',
  'data.sample.digitsTarget': '目标是所画的数字。',
  'data.sample.task': '目标是类别名称。',
  'error.data.images.single':
    '{file} 只是一张图像。Descent 需要许多图像来学习：请把每个类别的图像放进以类别命名的文件夹（cats/1.png、dogs/1.png），然后给出包含它们的文件夹。',
  'error.data.images.unnamed':
    '{path} 中的文件（例如 {file}）是图像，但文件名没有图像的扩展名。请加上格式对应的扩展名，例如 {file}.png 或 {file}.jpg。',
  'error.data.images.oneClass':
    '{path} 的所有图像都属于同一类别 {name}，没有可区分的内容。请在旁边的文件夹中放入至少另一个类别的图像。',
  'error.data.images.emptyClasses_one':
    '{path} 的所有图像都属于同一类别 {name}，没有可区分的内容。有一个文件夹中没有图像：{empty}。请把该类别的图像放进去。',
  'error.data.images.emptyClasses_other':
    '{path} 的所有图像都属于同一类别 {name}，没有可区分的内容。有 {count} 个文件夹中没有图像：{empty}。请把这些类别的图像放进去。',
  'error.data.images.formats_one':
    '{path} 中有 1 张图像（{file}），其格式 Descent 无法读取。请把图像转换为 PNG 或 JPEG（也可读取 WebP、GIF 和 TIFF）。',
  'error.data.images.formats_other':
    '{path} 中有 {count} 张图像（例如 {file}），其格式 Descent 无法读取。请把它们转换为 PNG 或 JPEG（也可读取 WebP、GIF 和 TIFF）。',
  'error.data.images.noFolders_one':
    '{path} 中有 1 张图像（{file}），但没有说明类别的文件夹。请把每个类别的图像放进以类别命名的文件夹（cats/1.png、dogs/1.png），然后再次给出 {path}。或者在图像旁边放一个表格（CSV），一列写文件名，另一列写类别。',
  'error.data.images.noFolders_other':
    '{path} 中有 {count} 张图像（例如 {file}），但没有说明类别的文件夹。请把每个类别的图像放进以类别命名的文件夹（cats/1.png、dogs/1.png），然后再次给出 {path}。或者在图像旁边放一个表格（CSV），一列写文件名，另一列写类别。',
  'error.data.images.variants':
    '{path} 中的文件夹里有相同的子文件夹：{folders}。它们看来是同一数据集的各部分或不同版本，而不是类别。请给出其中一个；如果是各部分，请命名为 train 和 test。',
  'error.data.images.tooManyBad':
    '在 {path} 中查看了 {count} 张图像，其中 {bad} 张无法读取，例如 {file}（{detail}）；不超过 {limit} % 时会略去它们。请检查文件是否完整、是否确为图像，并重新复制或导出。',
  'data.images.asTheyAre':
    '{count} 个图像文件，每个类别一个文件夹。图像为 {height} × {width} 像素，保持不变；每个像素的数值个数：{channels}（1 为灰度，3 为红、绿、蓝）。',
  'data.images.resized':
    '{count} 个图像文件，每个类别一个文件夹。所有图像统一为 {height} × {width} 像素（取中位尺寸，长边至多 64）：先缩放到能覆盖该尺寸，再均匀裁去多出部分；每个像素的数值个数：{channels}（1 为灰度，3 为红、绿、蓝）。',
  'data.images.target': '文件夹名即类别：{file} 属于 {label}。',
  'data.images.classification': '文件夹除非另行说明，均按类别处理。',
  'data.images.regression': '你选择了回归：文件夹名按数值处理。',
  'data.images.leftOut.notImage': '名称像图像，但内容不是图像。',
  'data.images.leftOut.damaged': '图像已损坏或不完整。请重新复制或导出。',
  'data.images.leftOut.tooLarge': '解压后的像素数据超过上限 {limit} MiB。请缩小该图像。',
  'data.images.leftOut.fileTooLarge': '文件超过上限 {limit} MiB。请缩小该图像。',
  'data.images.leftOut.unreadable': '文件无法读取。',
  'data.images.leftOut.format': '图像的格式无法读取。请转换为 PNG 或 JPEG。',
  'data.images.leftOut.noClass': '不在任何类别文件夹中。请放进相应的文件夹。',
  'data.images.leftOut.beside': '位于训练和测试文件夹之外。请放进其中之一。',
  'data.images.leftOut.untrained': '测试图像所属的类别没有训练图像。',
  'data.images.otherFiles_one': '略过了 1 个不是图像的文件。',
  'data.images.otherFiles_other': '略过了 {count} 个不是图像的文件。',
  'data.images.emptyFolders_one': '有 1 个文件夹不含图像，因此不作为类别。',
  'data.images.emptyFolders_other': '有 {count} 个文件夹不含图像，因此不作为类别。',
  'data.images.nested_one': '有 1 张图像位于类别文件夹内的子文件夹中；以外层文件夹为准。',
  'data.images.nested_other': '有 {count} 张图像位于类别文件夹内的子文件夹中；以外层文件夹为准。',
  'data.images.targetInName': '每个文件名以其类别开头：{file} 是 {label}。',
  'data.images.targetInTable': '{table} 的 {column} 列写明了每个文件的类别：{file} 是 {label}。',
  'data.images.flatAsTheyAre':
    '{count} 个图像文件。均为 {height} × {width} 像素，保持不变；每个像素的数字个数：{channels}（1 为灰度，3 为红、绿、蓝）。',
  'data.images.flatResized':
    '{count} 个图像文件。全部调整为 {height} × {width} 像素（中位数尺寸，长边最多 64）：缩放到能盖住该尺寸，超出部分两侧均匀裁去；每个像素的数字个数：{channels}（1 为灰度，3 为红、绿、蓝）。',
  'data.images.stretched':
    '16 位图像的数值只用了其中 {bits} 位，相机和扫描仪常这样写入。已全部按同一比例拉伸到完整范围。',
  'data.images.onBlack': '多数透明底的图画是白色的，放在白底上看不见，因此全部放在黑底上。',
  'data.images.similarClasses':
    '{count} 个文件夹或标签只因大小写、空格或重音的存储方式而不同，各自成为一个类别。如果含义相同，请统一名称。',
  'data.images.lowered':
    '{count} 张图像按通常尺寸会超过 {limit} MiB，因此缩小为 {height} × {width} 像素。减少图像数量即可保留更大的尺寸。',
  'error.data.sample.fixed':
    '{source} 的含义是固定的：请不要指定类型、目标、任务、编码、--drop 和 --missing，或给出你自己的数据。',
  'data.sample.reviews': '由 Descent 自行编写：关于电影、酒店等事物的简短评论，由含否定与转折的语法生成。',
  'data.sample.reviewsTarget': '目标是评论表示好评还是差评。',
  'data.sample.rings': '由 Descent 自行绘制：围绕同一中心的三个圆环上的点，任何直线都无法将其分开。',
  'data.sample.regression':
    '由 Descent 自行生成：由配比、龄期和养护方式决定的混凝土强度（MPa），其中含有任何模型都无法解释的 {noise} MPa 噪声。',
} as const;
