import type { dataPrepare as english } from '../en/data-prepare.ts';

/** 准备数据时的拒绝与说明：不是数据的来源、划分、预处理、指标、批大小。 */
export const dataPrepare: Record<keyof typeof english, string> = {
  'error.data.unknownKind':
    '在 {path} 中没有找到 Descent 能读取的数据。Descent 读取：CSV、TSV 或 JSON 格式的表格和文本；NumPy 数组（X 和 y）；每行一句的文本（每个类别一个 .txt 文件或文件夹）；图像（PNG、JPEG，每个类别一个文件夹）；MNIST 所用的 IDX 文件（…-images-idx3-ubyte 与 …-labels-idx1-ubyte）；以上均可用 gzip 压缩或放在 ZIP、tar 中。请把数据转成其中一种形式，或确认 {path} 是否正确。',
  'error.data.unknownKindWithin':
    '在 {path} 中没有找到 Descent 能读取的数据，其中有：{files}。Descent 读取：CSV、TSV 或 JSON 格式的表格和文本；NumPy 数组（X 和 y）；每行一句的文本（每个类别一个 .txt 文件或文件夹）；图像（PNG、JPEG，每个类别一个文件夹）；MNIST 所用的 IDX 文件（…-images-idx3-ubyte 与 …-labels-idx1-ubyte）；以上均可用 gzip 压缩或放在 ZIP、tar 中。请把数据转成其中一种形式，或确认 {path} 是否正确。',
  'error.data.otherKind.csv':
    '{path} 不能按“{kind}”读取：其中是表格（CSV）。请选择类型“表格”（table）；若有一列是文本，可选“text”；也可不指定类型。',
  'error.data.otherKind.json':
    '{path} 不能按“{kind}”读取：它是 JSON 写成的表格。请选择类型“表格”（table）或“text”，或不指定类型。',
  'error.data.otherKind.lines':
    '{path} 不能按“{kind}”读取：其中是每行一句的文本文件。请选择类型“文本”（text），或不指定类型。',
  'error.data.otherKind.idx':
    '{path} 不能按“{kind}”读取：其中是 IDX 文件中的图像。请选择类型“图像”（images），或不指定类型。',
  'error.data.otherKind.libsvm':
    '{path} 不能按“{kind}”读取：它是数字表（LIBSVM）。请选择类型“表格”（table），或不指定类型。',
  'error.data.otherKind.npy':
    '{path} 不能按“{kind}”读取：其中是 NumPy 数组。请选择类型“表格”（table）或“images”，或不指定类型。',
  'error.data.otherKind.images':
    '{path} 不能按“{kind}”读取：其中是图像文件。请选择类型“图像”（images），或不指定类型。',
  'error.data.oneClass':
    '{path} 的每一行标签都相同（{name}），没有可区分的内容。请至少再加入一个类别的样本；如果是表格，也可另选目标列。',
  'error.data.classesTooSmall_one':
    '{path} 剩下的类别太少，无法区分：类别 {names} 的不同样本不足 {needed} 个（除目标外几乎相同的行只算一个），无法划分为训练数据和留出数据。请增加样本；如果是表格，也可另选目标列；若类别其实是数值，可选择回归。',
  'error.data.classesTooSmall_other':
    '{path} 剩下的类别太少，无法区分：有 {count} 个类别（{names}）的不同样本各不足 {needed} 个（除目标外几乎相同的行只算一个），无法划分为训练数据和留出数据。请增加样本；如果是表格，也可另选目标列；若类别其实是数值，可选择回归。',
  'error.data.tooFewRows':
    '{path} 中不同的行太少，无法划分为训练数据和留出数据：只有 {count} 行，至少需要 {needed} 行。请增加行。',
  'error.data.constantTarget':
    '{path} 的目标列 {target} 在所有训练行中都是 {value}，没有可预测的内容。请另选目标列，或检查该列是否完整。',
  'error.data.targetTooFar':
    '在 {where} 中，目标 {target} 的值是 {value}，与其他值（平均值为 {mean}）相差太远，无法用于训练网络。请更正该值，或去掉该行。',
  'error.data.noInputs':
    '{path} 中没有可供学习的列：每一列要么被略去，要么在训练行中只有一个值。请加入各行取值不同的列。',
  'error.data.tooManyFeatures':
    '{path} 的一行会变成 {features} 个数；Descent 最多接受 {limit} 个。请去掉一些列（类别很多的列占用最多），或缩小图像。',
  'error.data.preparedTableTooLarge':
    '{path} 的 {rows} 行每行变成 {features} 个数，共 {size} MiB；Descent 最多接受 {limit} MiB。请最多保留 {most} 行，或去掉一些列（类别列每列最多占 64 个数）。',
  'error.data.preparedTooLarge':
    '{path} 的 {rows} 行每行变成 {features} 个数，共 {size} MiB；Descent 最多接受 {limit} MiB。请最多保留 {most} 行。',
  'data.leftOut.rareClasses_one':
    '类别 {names} 可划分的不同样本不足 {needed} 个：训练、验证、测试三部分各需要一个。增加样本后才能学习它。',
  'data.leftOut.rareClasses_other':
    '有 {count} 个类别（{names}）可划分的不同样本各不足 {needed} 个：训练、验证、测试三部分各需要一个。增加样本后才能学习它们。',
  'data.leftOut.inTest_one': '有 {count} 行训练数据与公布的测试部分中的某行几乎相同。若保留，测试结果会显得过好。',
  'data.leftOut.inTest_other': '有 {count} 行训练数据与公布的测试部分中的行几乎相同。若保留，测试结果会显得过好。',
  'data.warning.publishedTest_one': '数据源中专供测试的 {count} 行就是测试集；只从其余的行中划分训练集和验证集。',
  'data.warning.publishedTest_other': '数据源中专供测试的 {count} 行就是测试集；只从其余的行中划分训练集和验证集。',
  'data.warning.coarse':
    '这些列最多只能组成 {combinations} 种不同的行，远少于现有的 {rows} 行。因此相同的行并不表示重复，它们可能同时出现在训练集和验证集。',
  'data.warning.disagreeing_one':
    '有 {count} 组几乎相同的行标签不同，任何模型都无法全部答对；请检查应是哪个标签（方括号中是该行的标签，然后是同组另一行的行号和标签）。',
  'data.warning.disagreeing_other':
    '有 {count} 组几乎相同的行标签不同，任何模型都无法全部答对；请检查应是哪些标签（方括号中是该行的标签，然后是同组另一行的行号和标签）。',
  'data.warning.smallDev_one': '用来评估的验证集只有 {count} 行：试验之间的小差别会是偶然。增加行会有帮助。',
  'data.warning.smallDev_other': '用来评估的验证集只有 {count} 行：试验之间的小差别会是偶然。增加行会有帮助。',
  'data.warning.mostlyMissing_one': '列 {names} 在超过 {percent} % 的行中没有值。仍予保留，但作用不大。',
  'data.warning.mostlyMissing_other': '有 {count} 列（{names}）在超过 {percent} % 的行中没有值。仍予保留，但作用不大。',
  'data.warning.held_one':
    '有 {count} 个数（{columns}）超出其列中间一半数值达 {times} 倍四分位距以上，按该界限处理，以免把其他数值挤在一起。如果它们表示缺失值（−999），请把单元格留空，或予以说明（--missing -999）。',
  'data.warning.held_other':
    '有 {count} 个数（{columns}）超出其列中间一半数值达 {times} 倍四分位距以上，按该界限处理，以免把其他数值挤在一起。如果它们表示缺失值（−999），请把单元格留空，或予以说明（--missing -999）。',
  'data.warning.unknownCategories_one':
    '验证集和测试集有 {count} 个单元格的类别在训练行中出现不到两次（{columns}），按未知处理。',
  'data.warning.unknownCategories_other':
    '验证集和测试集有 {count} 个单元格的类别在训练行中出现不到两次（{columns}），按未知处理。',
  'data.column.constantInTrain': '略去：在训练行中，它没有两个出现次数足够、可供学习的不同取值。',
  'data.column.gapsMedian_one': '有 {count} 个空缺的单元格，以训练行的中位数 {value} 填补。',
  'data.column.gapsMedian_other': '有 {count} 个空缺的单元格，以训练行的中位数 {value} 填补。',
  'data.column.gapsCategory_one': '有 {count} 个空缺的单元格，作为单独的一个类别。',
  'data.column.gapsCategory_other': '有 {count} 个空缺的单元格，作为单独的一个类别。',
  'data.column.gapsUnknown_one': '有 {count} 个空缺的单元格按未知处理：训练行中空缺的太少。',
  'data.column.gapsUnknown_other': '有 {count} 个空缺的单元格按未知处理：训练行中空缺的太少。',
  'data.column.hashed': '类别太多，无法各用一个数，因此共用 {buckets} 个（哈希）。',
  'data.metric.regression': 'RMSE（均方误差的平方根，单位与目标相同），并附 R²，因为目标是一个数量。',
  'data.metric.balanced': '准确率，因为各类别均衡：最大类的行数不超过最小类的 {limit} 倍。',
  'data.metric.imbalanced':
    '宏平均 F1，因为各类别不均衡：最大类的行数是最小类的 {ratio} 倍，超过 {limit} 倍。只看准确率会掩盖网络忽略稀有类别的情况。',
  'data.batchSize.usual': '{size}，常用的首个批大小。',
  'data.batchSize.imbalanced': '{size}，是常用值的两倍，因为各类别不均衡：这样一批中很少缺少某个类别。',
  'data.batchSize.small_one': '{size} 而不是 {wanted}，因为训练数据较少（{rows} 行）：一轮至少应有 {count} 步。',
  'data.batchSize.small_other': '{size} 而不是 {wanted}，因为训练数据较少（{rows} 行）：一轮至少应有 {count} 步。',
} as const;
