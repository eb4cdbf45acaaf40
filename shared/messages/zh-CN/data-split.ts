export const dataSplit = {
  'data.split.random': '随机划分：没有哪一列使各行按时间排列，也没有哪一列说明各行属于谁。',
  'data.split.not.time': '随机划分：若按时间（{column}）划分，某一部分就没有可评估的行，或训练集只有一个类别。',
  'data.split.not.group': '随机划分：若按组（{column}）划分，某一部分就没有可评估的行，或训练集只有一个类别。',
  'data.split.randomChosen': '按你的选择随机划分。',
  'data.split.time':
    '按时间划分，因为 {columns} 给各行排了序：如果随机混合，网络就会从“未来”学习。验证集从 {dev} 开始，测试集从 {test} 开始；各部分之间不混合，类别比例也不调整。',
  'data.split.timeChosen':
    '按你的选择依时间（{columns}）划分。验证集从 {dev} 开始，测试集从 {test} 开始；各部分之间不混合，类别比例也不调整。',
  'data.split.group':
    '按组划分，因为 {columns} 说明各行属于谁：同一组的行都在同一部分，因此验证集和测试集反映对新对象的表现。',
  'data.split.groupChosen': '按你的选择依组（{columns}）划分：同一组的行都在同一部分。',
  'data.split.given': '按给定方式划分：{columns} 写明每一行属于哪一部分。各部分之间不混合，类别比例也不调整。',
  'data.split.givenChosen': '按你的选择，依 {columns} 给定的方式划分。各部分之间不混合，类别比例也不调整。',
  'data.split.published':
    '按给定方式划分：文件或文件夹说明哪些行用于训练、验证或测试。给定的部分之间不混合；只有未给定的部分才随机抽取。',

  'data.leftOut.inHeldOut_one':
    '有 {count} 行训练数据与给定的验证或测试部分中的某行几乎相同。若保留，其结果会显得过好。',
  'data.leftOut.inHeldOut_other':
    '有 {count} 行训练数据与给定的验证或测试部分中的行几乎相同。若保留，其结果会显得过好。',
  'data.leftOut.devInTest_one': '给定的验证部分中有 {count} 行与测试部分中的某行几乎相同。',
  'data.leftOut.devInTest_other': '给定的验证部分中有 {count} 行与测试部分中的行几乎相同。',
  'data.leftOut.noTime': '在 {column} 中没有值，无从知道它们在时间顺序中的位置。',
  'data.leftOut.noPart': '列 {column} 没有写明它们属于哪一部分。',
  'data.leftOut.untrained_one': '按这样划分，类别 {names} 在训练集中没有行，因此无法学习。',
  'data.leftOut.untrained_other': '按这样划分，有 {count} 个类别（{names}）在训练集中没有行，因此无法学习。',
  'data.csv.leftOut.split': '说明一行属于哪一部分。',

  'error.data.split.no.time':
    '{path} 中没有可用来划分各行的日期列或时间列。请指定一列（--split time:COLUMN），或选择另一种方式（--split random）。',
  'error.data.split.no.group':
    '{path} 中没有说明各行属于谁的列。请指定一列（--group COLUMN），或选择另一种方式（--split random）。',
  'error.data.split.no.given':
    '{path} 中没有说明哪些行用于训练、验证和测试：既没有这样命名的文件或文件夹，也没有写着这些词的列。请选择另一种方式（--split random）。',
  'error.data.split.isTarget': '{file} 的列 {name} 是目标，不能同时用来划分各行。请另指定一列（--split）。',
  'error.data.split.notTime':
    '{file} 的列 {name} 既不是日期也不是数字（第一个值：{value}），因此不能给各行排序。请另指定一列（--split time:COLUMN）。',
  'error.data.split.notParts':
    '{file} 的列 {name} 没有写明各部分（第一个值：{value}）：每一行都须是 train、dev（或 val）、test 之一，且除 train 外还要有另一种。请另指定一列（--split given:COLUMN）。',
  'error.data.split.onlyInput':
    '{file} 的列 {name} 是唯一可供学习的列；用它来划分就什么也不剩了。请选择另一种方式（--split random）。',
  'error.data.split.fewTimes':
    '{path} 的列 {column} 中不同的时间少于三个，不够划分训练集、验证集和测试集。请选择另一种方式（--split random）。',
  'error.data.split.fewGroups':
    '{path} 的列 {column} 中不同的组少于 {needed} 个，而训练集、验证集和测试集各需要一个。请选择另一种方式（--split random）。',
  'error.data.noFolds':
    '{path} 的行不能分成 {folds} 折：各部分已给定，组或时刻太少，或者某一折会缺少某个类别。测试集的数值没有交叉验证作补充。',
  'error.data.split.emptyPart': '按这样划分，{path} 没有行可用于 {part}。请选择另一种方式（--split random）。',
  'error.data.split.oneClass':
    '按这样划分，{path} 的训练行标签全是“{name}”，没有什么可区分的。请选择另一种方式（--split random）。',

  'data.check.duplicateParts.time': '以后再次出现的行留在原处：以时间顺序为准，新的行也会重复旧的行。',
  'data.check.effect.insteadOf.random': '代替随机划分',
  'data.check.effect.insteadOf.time': '代替按时间划分',
  'data.check.effect.insteadOf.group': '代替按另一列划分',
  'data.check.effect.insteadOf.given': '代替按给定方式划分',
  'data.check.effect.splitTime': '留出时间最晚的行',
  'data.split.way.random': '随机',
  'data.split.way.time': '按时间',
  'data.split.way.group': '按组',
  'data.split.way.given': '按给定方式',
  'data.split.way.timeOf': '按时间（{column}）',
  'data.split.way.groupOf': '按组（{column}）',
  'data.split.way.givenOf': '按给定方式（{column}）',
  'data.role.time': '时间',
  'data.role.group': '分组',
  'data.role.split': '部分',

  'dataStep.columns.effect.input_one': '网络从 {name} 学习：共 {count} 个输入。',
  'dataStep.columns.effect.input_other': '网络也从 {name} 学习：共 {count} 个输入。',
  'dataStep.columns.effect.target': '预测 {name}；它属于哪一种目标会重新判断。',
  'dataStep.columns.effect.leftOut_one': '不从 {name} 学习；还剩 {count} 个输入。',
  'dataStep.columns.effect.leftOut_other': '不从 {name} 学习；还剩 {count} 个输入。',
  'dataStep.columns.effect.time_one': '按 {name} 最晚的行作测试集，其前的行作验证集；还剩 {count} 个输入。',
  'dataStep.columns.effect.time_other': '按 {name} 最晚的行作测试集，其前的行作验证集；还剩 {count} 个输入。',
  'dataStep.columns.effect.group_one': '{name} 相同的行都在同一部分（不同的值：{groups}）；还剩 {count} 个输入。',
  'dataStep.columns.effect.group_other': '{name} 相同的行都在同一部分（不同的值：{groups}）；还剩 {count} 个输入。',
  'dataStep.columns.effect.text': '只读取 {name} 中的文本；不从其他列学习。',
  'dataStep.columns.effect.take': '采用',
  'dataStep.columns.effect.leave': '保持原样',
  'data.role.text': '文本',

  'dataStep.checks.do.splitGroup': '按组划分',
  'dataStep.checks.do.splitTime': '按时间划分',
  'dataStep.said.split': '各行{way}划分',
  'dataStep.split.way': '留出的方式',

  'cli.flag.split': '留出哪些行：random、time、group:COLUMN 或 given；time 和 given 也可带列名（time:COLUMN）',
  'cli.flag.group': '某一列，值相同的行都在同一部分；等同于 --split group:COLUMN',
  'cli.badSplit': '需要 random、time、group 或 given，需要时带列名：group:COLUMN。',
};
