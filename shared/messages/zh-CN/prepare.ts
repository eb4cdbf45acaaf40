/** 第 0 阶段（准备）的文字：每项检查的结论。 */
export const prepare = {
  'prepare.verdict.passes': '通过',
  'prepare.verdict.warns': '注意',
  'prepare.verdict.stops': '停止',

  'prepare.check.metric': '指标',
  'prepare.check.log': '日志',
  'prepare.check.command': '命令行',
  'prepare.check.curves': '曲线',
  'prepare.check.memory': '内存',
  'prepare.check.regularisation': '正则化',
  'prepare.check.batchSize': '首个批大小',
  'prepare.check.initialisation': '初始权重',
  'prepare.check.target': '目标',
  'prepare.check.inputs': '输入',
  'prepare.check.untrainedLoss': '未训练时的损失',
  'prepare.check.gradients': '梯度',
  'prepare.check.singleBatch': '记住一个批次',
  'prepare.check.bar': '要越过的门槛',
  'prepare.check.size': '网络与数据',
  'prepare.check.record': '记录',
  'prepare.check.trace': '不留痕迹',

  'prepare.log.written': '每个试验边训练边写自己的日志，随时可以查看：{folder}。',
  'prepare.log.problem':
    '无法把日志写入 {folder}（{detail}）。试验照常训练，曲线也会保留，但没有日志。请允许写入该文件夹，或腾出磁盘空间。',
  'prepare.command.flags':
    '每个选择都是一个参数。下面的命令按此处的设置训练一个试验（学习率还没有找到，暂以 {rate} 代替）。',
  'prepare.curves.live':
    '试验训练时，页面可按选择画出：每一步的损失、指标、更新比、学习率和用时，每 {every} 步一次的验证集评估，以及每十步一次的各层更新比。',
  'prepare.curves.schedule':
    '试验训练时，页面可按选择画出：每一步的损失、指标、更新比、学习率和用时，验证集评估（开头较密，之后均匀分布五十次），以及每十步一次的各层更新比。',
  'prepare.memory.processor': '在处理器上训练，不占用显存。',
  'prepare.memory.measured': '在处理器上训练，不占用显存。一个试验约占本机 {gigabytes} GB 内存中的 {megabytes} MB。',
  'prepare.memory.much':
    '一个试验约占本机 {gigabytes} GB 内存中的 {megabytes} MB，容不下两个同时运行。请减小网络层或批大小，或一次只运行一个试验。',
  'prepare.memory.webgpu': 'WebGPU 按需占用显存。一个试验的权重、梯度和更新至少需要 {megabytes} MB。',
  'prepare.memory.cuda':
    'TensorFlow 已设为按需占用显存，显卡可以同时容纳多个试验。一个试验的权重、梯度和更新至少需要 {megabytes} MB。',
  'prepare.regularisation.off': '权重衰减和 dropout 已关闭，选定重要参数之前一直关闭：它们会扭曲损失曲线。',
  'prepare.regularisation.on':
    '你坚持使用权重衰减 {weightDecay} 和 dropout {dropout}。学习率要靠损失曲线来选，而它们会扭曲这条曲线：选定之前最好都设为 0。',
  'prepare.batchSize.near': '你选择了 {size}。对 {rows} 行训练数据的建议是 {proposed}，相差不大。',
  'prepare.batchSize.large_one':
    '你选择了 {size}，远大于对 {rows} 行训练数据建议的 {proposed}：一轮只有 {count} 步。批越大，步数越少、每步越大，这要到后面再调。请先用 {proposed}。',
  'prepare.batchSize.large_other':
    '你选择了 {size}，远大于对 {rows} 行训练数据建议的 {proposed}：一轮只有 {count} 步。批越大，步数越少、每步越大，这要到后面再调。请先用 {proposed}。',
  'prepare.batchSize.small':
    '你选择了 {size}，远小于对 {rows} 行训练数据建议的 {proposed}：每一步只依据很少的样本，损失曲线噪声大，合适的学习率也偏小。请先用 {proposed}。',
  'prepare.batchSize.beyond': '你选择了 {size}，但训练数据只有 {rows} 行：每个批次都有重复的行。请先用 {proposed}。',
  'prepare.initialisation.fits':
    '每个权重矩阵的初始标准差都符合规则：{list}。He 用于 ReLU 层，Glorot 用于其他层；偏置从 0 开始。权重由种子 {seed} 决定。',
  'prepare.initialisation.words':
    '词向量的初始值较小，每个权重矩阵的初始标准差都符合规则：{list}。He 用于 ReLU 层，Glorot 用于其他层；偏置从 0 开始。它们由种子 {seed} 决定。',
  'prepare.initialisation.off':
    '{name} 的初始标准差为 {std}，而规则（{rule}）要求 {expected}。这是 Descent 的缺陷，请报告。',
  'prepare.target.classes': '共有 {count} 个类别要区分，每类 {least} 到 {most} 行。',
  'prepare.target.equalClasses': '共有 {count} 个类别要区分，每类 {least} 行。',
  'prepare.target.quantity': '各行的目标值不同（均值 {mean}，标准差 {std}），有东西可以预测。',
  'prepare.target.oneClass': '训练数据全部属于同一类，没有什么可区分的。请加入其他类别的行，或选择别的目标。',
  'prepare.target.constant': '训练数据的目标值全都相同，没有什么可预测的。请选择别的目标。',
  'prepare.inputs.vary': '在查看的 {rows} 行中，{inputs} 个输入没有一个始终不变。',
  'prepare.inputs.constant':
    '在查看的 {rows} 行中，全部 {inputs} 个输入都没有变化：从中学不到任何东西。请检查数据是怎样生成的。',
  'prepare.inputs.sameTexts':
    '对网络来说，查看的 {rows} 条文本全都相同：它认识的词（至少出现两次的词）在每条文本里都一样。请提供更多或更长的文本。',
  'prepare.inputs.sameImages': '对网络来说，查看的 {rows} 张图像全都相同：从中学不到任何东西。请检查它们是怎样生成的。',
  'prepare.inputs.someConstant_one':
    '{inputs} 个输入中有 {count} 个在查看的 {rows} 行中没有变化，不提供任何信息。请检查对应的列，或把它去掉。',
  'prepare.inputs.someConstant_other':
    '{inputs} 个输入中有 {count} 个在查看的 {rows} 行中没有变化，不提供任何信息。请检查对应的列，或把它们去掉。',
  'prepare.inputs.somePixels_one':
    '{inputs} 个像素中有 {count} 个在查看的 {rows} 张图像中没有变化，这在图像边缘很常见。',
  'prepare.inputs.somePixels_other':
    '{inputs} 个像素中有 {count} 个在查看的 {rows} 张图像中没有变化，这在图像边缘很常见。',
  'prepare.inputs.someWords_one':
    '{inputs} 个输入中有 {count} 个在查看的 {rows} 条文本中没有变化；对罕见的词或很少有文本到达的位置，这很常见。',
  'prepare.inputs.someWords_other':
    '{inputs} 个输入中有 {count} 个在查看的 {rows} 条文本中没有变化；对罕见的词或很少有文本到达的位置，这很常见。',
  'prepare.untrainedLoss.near':
    '训练之前的损失为 {loss}。在 {classes} 个类别中平均地猜，损失是 ln {classes} = {guess}；随机权重的起点通常与之相当或略高。',
  'prepare.untrainedLoss.nearQuantity':
    '训练之前的损失为 {loss}。总是回答均值，损失是 {guess}；随机权重的起点通常略高一些。',
  'prepare.untrainedLoss.far':
    '训练之前的损失为 {loss}，远高于平均猜测的 ln {classes} = {guess}：网络一开始就对错误的答案深信不疑，最初的几步只是在纠正这一点。请查看输入的大小是否悬殊；换一个种子或用更小的层，起点可能更好。',
  'prepare.untrainedLoss.farQuantity':
    '训练之前的损失为 {loss}，远高于总是回答均值的 {guess}：最初的几步只是在纠正这一点。请查看输入中是否有少数极大的值；换一个种子或用更小的层，起点可能更好。',
  'prepare.untrainedLoss.notFinite':
    '训练之前的损失就是 {loss}：无法从中学习。请检查数据中是否有极大的值或根本不是数的值。',
  'prepare.gradients.finite': '第一个批次的梯度都是有限的数，可以训练。',
  'prepare.gradients.notFinite':
    '第一个批次的梯度不是有限的数（{names}），一步也无法训练。请检查数据中是否有极大的值，或使用更小的层。',
  'prepare.singleBatch.learnt_one': '网络能记住 {count} 行的一个批次：{steps} 步之内，损失从 {before} 变为 {after}。',
  'prepare.singleBatch.learnt_other': '网络能记住 {count} 行的一个批次：{steps} 步之内，损失从 {before} 变为 {after}。',
  'prepare.singleBatch.linear_one':
    '网络记不住 {count} 行的一个批次：{steps} 步之内，损失从 {before} 变为 {after}，而目标是 {bar}。线性模型做不到也属正常；可以试试 MLP，看问题出在模型还是数据。',
  'prepare.singleBatch.linear_other':
    '网络记不住 {count} 行的一个批次：{steps} 步之内，损失从 {before} 变为 {after}，而目标是 {bar}。线性模型做不到也属正常；可以试试 MLP，看问题出在模型还是数据。',
  'prepare.singleBatch.notLearnt_one':
    '网络记不住 {count} 行的一个批次：{steps} 步之内，损失从 {before} 变为 {after}，而目标是 {bar}。请检查标签与各行是否对应；更大的网络或别的优化器可能有帮助。',
  'prepare.singleBatch.notLearnt_other':
    '网络记不住 {count} 行的一个批次：{steps} 步之内，损失从 {before} 变为 {after}，而目标是 {bar}。请检查标签与各行是否对应；更大的网络或别的优化器可能有帮助。',
  'prepare.singleBatch.noTime_one':
    '一步太慢，只来得及训练 {steps} 步，看不出网络能否记住 {count} 行的一个批次（损失从 {before} 变为 {after}，目标是 {bar}）。请选择更快的后端或更小的网络。',
  'prepare.singleBatch.noTime_other':
    '一步太慢，只来得及训练 {steps} 步，看不出网络能否记住 {count} 行的一个批次（损失从 {before} 变为 {after}，目标是 {bar}）。请选择更快的后端或更小的网络。',
  'prepare.bar.balanced': '训练损失必须低于 {loss}（ln {classes}）：不看内容、总是回答各类的频率，损失就是这么多。',
  'prepare.bar.entropy': '训练损失必须低于 {loss}，即各类频率的熵：不看内容、总是回答这些频率，损失就是这么多。',
  'prepare.bar.mean': '训练损失必须低于 {loss}：不看内容、总是回答均值，损失就是这么多（目标已标准化）。',
  'prepare.size.more':
    '网络有 {parameters} 个参数，训练数据有 {rows} 行。这很常见，但足以把各行背下来：因此要看验证曲线，不能只看训练损失。',
  'prepare.size.fewer': '网络有 {parameters} 个参数，少于 {rows} 行训练数据。',
  'prepare.record.kept':
    '每个试验的记录也写明没有人手动选择的东西：预处理（{digest}…）、划分（种子 {seed}）和 Descent {version}。',
  'prepare.trace.none': '检查没有改变网络：摘要与之前相同（{digest}…）。',
  'prepare.trace.left': '检查改变了网络，这不应该发生。试验仍从新的权重开始。这是 Descent 的缺陷，请报告。',
} as const;
