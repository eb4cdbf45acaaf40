import type { dataText as english } from '../en/data-text.ts';

export const dataText: Record<keyof typeof english, string> = {
  'error.data.text.noWords_one':
    '{path} 只有 {count} 条训练文本，其中没有一个词出现两次，无法从中学到任何东西。请提供更多文本。',
  'error.data.text.noWords_other':
    '在 {path} 的 {count} 条训练文本中，没有一个词出现两次；不再出现的词无法学习。请提供更多文本，或检查这些内容是否真的是文本。',
  'data.text.unknown':
    '验证文本中有 {percent} % 的词在训练文本中出现不到两次，按未知词处理（词表共 {words} 个词）。增加文本，或使用更相近的文本，会有所改善。',
  'data.text.cut_one':
    '有 {count} 条文本（{percent} %）超过 {length} 个词，超出部分被舍去。长度取训练文本的 95 % 所不超过的词数，至多 {limit} 个；文本极多时会更短。',
  'data.text.cut_other':
    '有 {count} 条文本（{percent} %）超过 {length} 个词，超出部分被舍去。长度取训练文本的 95 % 所不超过的词数，至多 {limit} 个；文本极多时会更短。',
  'data.text.empty_one': '有 {count} 条文本不含任何词，只有符号或空白。它仍保留在数据中，但从中看不出任何信息。',
  'data.text.empty_other': '有 {count} 条文本不含任何词，只有符号或空白。它们仍保留在数据中，但从中看不出任何信息。',
  'error.data.several': '{path} 中有多个数据集：{found}。请给出你要用的那一个的路径，例如 {example}。',
  'error.data.severalInArchive':
    '{path} 中有多个数据集：{found}。请只把你要用的那一个做成压缩包，或解压后给出它的路径。',
  'error.data.lines.alone':
    '{file} 的每一行可能是一条文本，但没有说明类别。请把每个类别的文本放进单独的文件（pos.txt 和 neg.txt）并给出其文件夹，或制作一个含文本列和类别列的 CSV 文件。',
  'error.data.lines.aloneBeside':
    '{file} 的每一行可能是同一类别的文本，但其他类别在哪些文件里？旁边有：{others}。如果每个文件是一个类别，请给出文件夹；否则请把该数据集的文件放进单独的文件夹。',
  'error.data.lines.unclear':
    '从 {folder} 中的文件名（{files}）看不出哪些文件属于同一数据集。请把每个类别的文件放进单独的文件夹：pos.txt 和 neg.txt，或 reviews.pos 和 reviews.neg。',
  'error.data.lines.noClasses':
    '{folder} 中并列着 {count} 个文本文件，不可能每个文件是一个类别（最多 {limit} 个）。请把每个类别的文件放进以类别命名的文件夹，并给出外层文件夹。',
  'error.data.lines.nested':
    '{folder} 中的文本位于多层文件夹内（{path}）。请给出每个类别一个子文件夹的文件夹，或含 train 和 test、其下每个类别一个子文件夹的文件夹。',
  'error.data.lines.parts':
    '{file} 的名称只说明它是数据的哪一部分（{name}），没有说明类别。请把每个类别的文本放进单独的文件（train/pos.txt、train/neg.txt、test/pos.txt、test/neg.txt），或制作一个含文本列和类别列的 CSV 文件。',
  'error.data.lines.oneFolder_one':
    '{folder} 的所有文件都在文件夹 {name} 中，而旁边有一个文件夹是空的：{empty}。如果文件夹就是类别，请把该类别的文本放进去；否则请删除空文件夹。',
  'error.data.lines.oneFolder_other':
    '{folder} 的所有文件都在文件夹 {name} 中，而旁边有 {count} 个文件夹是空的：{empty}。如果文件夹就是类别，请把这些类别的文本放进去；否则请删除空文件夹。',
  'error.data.lines.target': '{path} 是没有列的文本文件：文件或文件夹的名称就是类别。请去掉目标列 {target}。',
  'error.data.lines.regression':
    '{path} 是以名称表示类别的文本文件，只能做分类。要预测数值，请制作一个含文本列和数值列的 CSV 文件。',
  'error.data.lines.oneClass':
    '{path} 的所有文本都属于同一类别（{name}），没有可区分的内容。请至少再放入一个类别的文本。',
  'error.data.lines.emptyFile':
    '{file} 应存放类别 {name} 的文本（每行一条），但没有一行有内容。请放入文本，或移走该文件。',
  'error.data.lines.emptyFolder':
    '类别 {name} 的文件夹中没有文本：其中的文件（如 {file}）只有空白。请放入文本，或移走该文件夹。',
  'error.data.lines.tooManyRows': '{path} 的文本超过 {limit} 条，这是 Descent 的上限。请取一部分数据来调参。',
  'error.data.lines.tooMuchText': '{path} 的文本超过 {limit} 百万字符，这是 Descent 的上限。请取一部分数据来调参。',
  'error.data.lines.numbers':
    '{file} 存的是数字而不是文本，旁边的 {labels} 是它们的标签。请合成一张表：每行一条，数字以逗号分隔，标签放在最后，并以 CSV 给出。',
  'error.data.lines.tablesOfNumbers':
    '{path} 中并列着存放数字的文件，例如 {file}：它们不是各为一类的文本。请合成一张表，标签单独一列，并以 CSV 给出。',
  'error.data.lines.countsDiffer':
    '{file} 有 {texts} 行文本，而存放标签的 {labelsFile} 有 {labels} 行。请让每条文本在另一文件的同一行有其标签。',
  'error.data.lines.tooManyLabels':
    '{rows} 行在 {file} 中有 {count} 个不同的标签，太多而无法区分。请检查它们是否为类别，并与各自的文本在同一行。',
  'error.data.lines.oneLabel': '{file} 中所有行的标签都相同（{name}），没有可区分的内容。请至少加入另一类的行。',
  'error.data.lines.severalLabels':
    '{file} 第 {line} 行的文本有多个标签：{text}。Descent 每条文本只预测一个类别：请只留下要预测的那一个。',
  'error.data.libsvm.line':
    '{file} 第 {line} 行不是 LIBSVM 的行（先是作为标签的数字，然后是 3:0.5 这样的成对写法）：{text}。请改正或去掉该行。',
  'error.data.libsvm.target': '{file} 是 LIBSVM 格式，每行以标签开头。请不要指定目标列 {target}。',
  'data.libsvm.kind': 'LIBSVM 格式的数字表：{columns} 列，每行只写出不为 0 的列。',
  'data.libsvm.target': '目标是每行开头的数字。',
  'data.libsvm.classification': '分类：标签是少数几个整数，或由你选择。',
  'data.libsvm.regression': '回归：标签是取值很多的数字，或由你选择。',
  'data.lines.noLabel': '没有标签的文本。',
  'data.lines.kind.aligned': '文本：{file} 中每行一条；{labels} 的同一行是其标签。',
  'data.lines.kind.fastText': '文本：每行一条，标签在前，这是 fastText 的写法（{file}）。',
  'data.lines.target.aligned': '目标是 {file} 中的标签。',
  'data.lines.target.fastText': '目标是 {file} 中 __label__ 之后的内容。',
  'data.lines.empty': '只有空白的文本。',
  'data.lines.encodings': '各文件的编码不一致：{counts}。已分别按各自的编码读取。',
  'data.lines.long_one': '有 {count} 条文本在 {limit} 个字符之后被截断。',
  'data.lines.long_other': '有 {count} 条文本在 {limit} 个字符之后被截断。',
  'data.lines.ignored_one': '文本旁边有 {count} 个文件未读取。',
  'data.lines.ignored_other': '文本旁边有 {count} 个文件未读取。',
  'data.lines.emptyFolders_one': '有一个文件夹中没有文本，因此不是类别。',
  'data.lines.emptyFolders_other': '有 {count} 个文件夹中没有文本，因此不是类别。',
  'data.lines.kind.fileAClass': '文本文件（{files} 个），{classes} 个类别各一个：每一行是一条文本。',
  'data.lines.kind.fileAClassAndPart': '文本文件（{files} 个），每个部分的 {classes} 个类别各一个：每一行是一条文本。',
  'data.lines.kind.lines':
    '{classes} 个类别各有一个文件夹，共 {files} 个文本文件：每一行是一条文本。（如果每个文件夹有 {limit} 个以上且大多较小的文件，则每个文件是一条文本。）',
  'data.lines.kind.files':
    '{classes} 个类别各有一个文件夹，共 {files} 个大多较小的文本文件：每个文件是一条文本。（如果每个文件夹少于 {limit} 个文件，则每一行是一条文本。）',
  'data.lines.target.files': '文件名表示类别。',
  'data.lines.target.folders': '文件夹名表示类别。',
  'data.lines.task': '每一行属于 {classes} 个类别之一，因此是分类任务。',
} as const;
