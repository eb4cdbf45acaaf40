export const dataChecks = {
  'data.check.missingCode.passes': '没有远离其他值且重复出现的值（像 −999 这样表示“缺失”的代码）。',
  'data.check.missingCode.one':
    '{value} 在 {columns} 中出现 {cells} 次，远离其他所有值（{min} 到 {max}），像是表示“缺失”的代码。',
  'data.check.missingCode.several':
    '{value} 在 {count} 列（{columns}）中共出现 {cells} 次，远离这些列的其他所有值，像是表示“缺失”的代码。',
  'data.check.missingCode.zeros':
    '0 在 {count} 列（{columns}）中共出现 {cells} 次，与这些列的其他所有值隔开，且常在相同的行中，像是被写成 0 的空缺。',
  'data.check.missingCode.effect_one': '{count} 个单元格成为空缺，以中位数填补',
  'data.check.missingCode.effect_other': '{count} 个单元格成为空缺，以中位数填补',
  'data.check.missingCode.effectTarget_one': '{count} 行因此没有 {target}，会被略去',
  'data.check.missingCode.effectTarget_other': '{count} 行因此没有 {target}，会被略去',
  'data.check.leak.passes_one': '查看了 {count} 个输入：单凭它不能说出目标。',
  'data.check.leak.passes_other': '查看了 {count} 个输入：没有哪一个能单独说出目标。',
  'data.check.leak.tooFew': '行数太少，看不出是否有某一列能单独说出目标。',
  'data.check.leak.classification':
    '在未用于查找的 {rows} 行中，单凭 {name} 就能答对 {percent} % 的 {target}（总答同一类：{base} %）。除非它在 {target} 之前就已知，否则请略去。',
  'data.check.leak.regression':
    '单凭 {name} 就能说出 {target}：在未用于查找的 {rows} 行上，两者秩次之间的 R² 为 {r2}。除非它在 {target} 之前就已知，否则请略去。',
  'data.check.leak.many':
    '有 {count} 列（{names}）各自都能单独说出目标（在未用于查找的行上）。请略去其中在目标之前并不知道的列。',
  'data.check.leak.together':
    '{names} 合起来恰好给出 {target}（它们的加权和）。除非它们在 {target} 之前就已知，否则请略去。',
  'data.check.order.passes': '没有哪个逐行递增或递减的列使目标按顺序排列。',
  'data.check.order.classification':
    '{name} 逐行朝一个方向变化，{target} 随之而变（单凭它答对 {percent} % 的行；总答同一类：{base} %）：这些行是有顺序的。新的行在它的范围之外，网络在那里什么也没有学到。',
  'data.check.order.regression':
    '{name} 逐行朝一个方向变化，{target} 随之而变（两者秩次之间的 R² 为 {r2}）：这些行是有顺序的。新的行在它的范围之外，网络在那里什么也没有学到。',
  'data.check.groups.passes': '没有输入列标明几个部分的行同属于谁（如同一病人、同一用户）。',
  'data.check.groups.warns':
    '{name} 的 {groups} 个值中有 {shared} 个既在训练集中有行，也在验证集或测试集中有行。如果同一个值的行彼此相似，验证集和测试集的结果会好于新值的结果。略去这一列并不能改变这一点：请让同一个值的行都在同一部分。',
  'data.check.heavyTail.passes': '{name} 没有厚尾（偏度 {skew}）。',
  'data.check.heavyTail.stays': '{name} 有厚尾（偏度 {skew}），取对数也无济于事。',
  'data.check.heavyTail.isLog': '学习的是 {name} 的对数；误差以它自己的单位给出。',
  'data.check.heavyTail.skewed': '{name} 有厚尾（偏度 {skew}）：少数很大的值决定损失和 RMSE。',
  'data.check.heavyTail.skewedOneRow':
    '{name} 有厚尾（偏度 {skew}）：仅一行就占验证集中与均值距离平方的 {percent} %，因而决定 RMSE 和 R²。',
  'data.check.heavyTail.oneRow':
    '仅一行就占验证集中 {name} 与均值距离平方的 {percent} %，因而决定 RMSE 和 R²。请检查它是否正确。',
  'data.check.heavyTail.effect': 'RMSE 仍用 {name} 的单位',
  'data.check.classParts.passes_one': '每个类别在验证集中都有行，最少的是“{name}”：{count} 行。',
  'data.check.classParts.passes_other': '每个类别在验证集中都有行，最少的是“{name}”：{count} 行。',
  'data.check.classParts.dev_one': '类别 {names} 在验证集中没有行：由验证集选出的一切都说明不了它。请增加它的行。',
  'data.check.classParts.dev_other':
    '有 {count} 个类别（{names}）在验证集中没有行：由验证集选出的一切都说明不了它们。请增加它们的行。',
  'data.check.classParts.train_one': '类别 {names} 在训练集中没有行：无法学习。请增加它的行。',
  'data.check.classParts.train_other': '有 {count} 个类别（{names}）在训练集中没有行：无法学习。请增加它们的行。',
  'data.check.duplicateParts.passes': '没有哪一行（或几乎相同的行）同时在两个部分中。',
  'data.check.duplicateParts.warns_one':
    '验证集或测试集中有 {count} 行（或几乎相同的行）也在训练集中：它已为网络所知。',
  'data.check.duplicateParts.warns_other':
    '验证集和测试集中有 {count} 行（或几乎相同的行）也在训练集中：它们已为网络所知。',
  'data.check.drift.passes_one': '训练集与验证集的差别不超出偶然（{count} 列）。',
  'data.check.drift.passes_other': '训练集与验证集的差别不超出偶然（{count} 列）。',
  'data.check.drift.tooFew': '验证集的行太少，看不出它是否与训练集不同。',
  'data.check.drift.later_one':
    '较晚的行（验证集）与较早的行（训练集）在 {names} 上的差别超出偶然：它随时间变化，因此在验证集上成立的结果在更晚的时候未必成立。',
  'data.check.drift.later_other':
    '在 {columns} 列中，较晚的行（验证集）与较早的行（训练集）有 {count} 列（{names}）的差别超出偶然：它们随时间变化，因此在验证集上成立的结果在更晚的时候未必成立。',
  'data.check.drift.warns_one':
    '训练集与验证集在 {names} 上的差别超出偶然：由验证集选出的结果在别处未必成立。可能有同属一组的行落在了同一部分。',
  'data.check.drift.warns_other':
    '在 {columns} 列中，训练集与验证集有 {count} 列（{names}）的差别超出偶然：由验证集选出的结果在别处未必成立。可能有同属一组的行落在了同一部分。',
  'data.check.guess.decimal':
    '把 {example} 读作 {value}（小数点符号为“{sign}”）只是猜测：这些列中没有任何内容能说明它不是 {other}（{columns}）。',
  'data.check.guess.decimalEffect': '若小数点符号为“{otherSign}”，{example} 即 {other}。',
  'data.check.guess.dates': '把 {example} 读作 {value}（月在前）只是猜测：两个数都从不大于 12（{columns}）。',
  'data.check.guess.datesEffect': '若日在前，{example} 即 {other}。',
  'data.check.pixels.grey': '有 {count} 列看来是灰度图像的像素，{height} × {width}。作为表格，网络不知道哪些像素相邻。',
  'data.check.pixels.colour':
    '有 {count} 列看来是彩色图像的像素，{height} × {width}。作为表格，网络不知道哪些像素相邻。',
  'data.check.pixels.effect': '{height} × {width} 的图像',
  'data.check.effect.inputsStay_one': '还剩 {count} 个输入',
  'data.check.effect.inputsStay_other': '还剩 {count} 个输入',

  'error.data.logTarget.classes': '无法学习对数：{path} 的目标 {target} 是类别。请去掉 --log-target，或选择回归。',
  'error.data.logTarget.notPositive':
    '无法学习 {target} 的对数：{where} 处它是 {value}，而只有正数才有对数。请去掉 --log-target；如果该值表示“缺失”，请说明（--missing）。',
  'error.data.csv.targetDropped': '{file} 的列 {name} 不能既是目标又被略去。请另选目标，或保留它。',
  'error.data.csv.noPixels':
    '{file} 的 {columns} 列无法当作图像读取：除目标外须有 n × n 列（或其三倍），每一行都是 0 到 255 的整数。请选择类型“表格”（table），或略去其他列（--drop）。',
  'error.data.columnsOnly': '只有 CSV 或 TSV 可以略去列、把某些值当作缺失；{path} 不是。请去掉 --drop 和 --missing。',
  'data.csv.missingUnused_one': '没有单元格是 {said}，而你把它当作缺失。它是否另有写法？',
  'data.csv.missingUnused_other': '没有单元格是 {said} 中的任何一个，而你把它们当作缺失。它们是否另有写法？',
  'data.csv.leftOut.dropped': '按你的选择略去。',
  'data.csv.kind.images': '按你的选择，各列是灰度图像的像素，{height} × {width}。',
  'data.csv.kind.imagesColour': '按你的选择，各列是彩色图像的像素，{height} × {width}。',

  'dataStep.checks.title': '检查',
  'dataStep.checks.counts': '{stops} 项不通过，{warns} 项警告，{passes} 项通过',
  'dataStep.checks.passing_one': '{count} 项检查通过',
  'dataStep.checks.passing_other': '{count} 项检查通过',
  'dataStep.checks.do.drop_one': '略去这一列',
  'dataStep.checks.do.drop_other': '略去这些列',
  'dataStep.checks.do.missing': '当作缺失',
  'dataStep.checks.do.otherReading': '按另一种方式读取',
  'dataStep.said.decimal': '小数点符号为“{sign}”',
  'dataStep.said.dayFirst': '日期按“日在前”读取',
  'dataStep.said.monthFirst': '日期按“月在前”读取',
  'cli.flag.decimal': '小数点符号，用于单元格本身看不出来的情况（默认：自动识别）',
  'cli.flag.dateOrder': '日期中日在前还是月在前，用于日期本身看不出来的情况（默认：自动识别）',
  'dataStep.checks.do.logTarget': '学习对数',
  'dataStep.checks.do.images': '当作图像读取',
  'dataStep.columns.roleOf': '{name} 的用途',
  'dataStep.said.title': '你的更改',
  'dataStep.said.drop': '略去 {name}',
  'dataStep.said.missing': '{column} 中的 {value} 当作缺失',
  'dataStep.said.missingAll': '{value} 当作缺失',
  'dataStep.said.splitSeed': '按种子 {seed} 划分行',
  'dataStep.said.logTarget': '学习目标的对数',
  'dataStep.said.back': '撤回',
  'dataStep.said.backOf': '撤回：{what}',
  'dataStep.target.noteLog':
    '学习的是它的自然对数，并按训练行的均值和离散程度（{mean}，{std}）平移和缩放。这里的最小值、中位数、均值、最大值以及各处的 RMSE 都用它自己的单位；R² 是对数的 R²。',
  'dataStep.target.stdLog': '对数的离散程度',
  'dataStep.evaluation.meanLog': '总答几何平均值 {mean}：{metric} {value}，缩放后对数上的损失 {loss}。',

  'prepare.target.logarithm': '各行目标值的对数不同（均值 {mean}，标准差 {std}），有东西可以预测。',

  'cli.flag.drop': '要略去的列，用名称或序号；可多次给出',
  'cli.flag.missing': '表示“缺失”的值，单独给出或写成 列=值；可多次给出',
  'cli.flag.splitSeed': '按此种子抽取验证集和测试集的行（默认 1）',
  'cli.flag.logTarget': '学习正数目标的对数；误差以它自己的单位给出',
  'cli.badMissing': '需要一个值，或 列=值。',
  'cli.data.fix': '→ {flags}（{effect}）',
};
