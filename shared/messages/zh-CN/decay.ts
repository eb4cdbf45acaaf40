/** 第 3 阶段：学习率要不要衰减。 */
export const decay = {
  'evidence.decay.open': '还不知道。',
  'evidence.decay.openPairs': '{schedule}：{planned} 对中已有 {ended} 对结束。对数在第一对开始之前就已定下。',
  'evidence.decay.gain': '衰减有好处。',
  'evidence.decay.gainBy':
    '{schedule}：最佳评估处{reason}（差值的 {confidence} % 区间：{low} 到 {high}，来自 {pairs} 对种子、初始权重和批次都相同的训练）。其中取决于验证集恰好有哪些行的部分至多为 ± {rows}。',
  'evidence.decay.flat': '地形平坦：学习率保持不变。',
  'evidence.decay.flatWithin':
    '{schedule}：最佳评估处{reason}（差值的 {confidence} % 区间：{low} 到 {high}，来自 {pairs} 对）。整个区间都在 ± 1 % 以内，所以衰减在这里不起作用，不用它更简单。',
  'evidence.decay.worse': '衰减反而更差：学习率保持不变。',
  'evidence.decay.worseBy':
    '{schedule}：最佳评估处{reason}（差值的 {confidence} % 区间：{low} 到 {high}，来自 {pairs} 对）。训练还需要学习率时，它就降下去了。',
  'evidence.decay.unknown': '这些对看不出来。',
  'evidence.decay.lower': '验证损失低了 {by}（{loss} 的 {share} %）',
  'evidence.decay.higher': '验证损失高了 {by}（{loss} 的 {share} %）',
  'evidence.decay.metricBetter': '{metric}好了 {by}（{loss} 距满分之差的 {share} %）',
  'evidence.decay.metricWorse': '{metric}差了 {by}（{loss} 距满分之差的 {share} %）',
  'evidence.decay.unclear':
    '{schedule}：{reason}，但差值的 {confidence} % 区间（{low} 到 {high}，来自 {pairs} 对）包含 0。',
  'evidence.decay.morePairs':
    '{schedule}：{reason}，但差值的 {confidence} % 区间（{low} 到 {high}，来自 {pairs} 对）包含 0。若均值和离散程度不变，大约 {wanted} 对才看得出来：用这么多对再运行一次本阶段需要 {steps} 步。在那之前学习率保持不变。',
  'evidence.decay.noNumber':
    '{schedule}：{reason}，但差值的 {confidence} % 区间（{low} 到 {high}，来自 {pairs} 对）包含 0。若均值和离散程度不变，30 对也看不出来：衰减在这里的作用比种子之间的差别小。学习率保持不变。',
  'evidence.decay.withinRows':
    '{schedule}：在每个种子上都是{reason}左右（差值的 {confidence} % 区间：{low} 到 {high}，{pairs} 对），但换一批验证行就可能造成这么大的差别：± {rows}。增加对数没有用，增加验证行才有用。',
  'evidence.decay.withinBoth':
    '{schedule}：{reason}，但差值的 {confidence} % 区间（{low} 到 {high}，来自 {pairs} 对）包含 0，而且换一批验证行也可能造成这么大的差别：± {rows}。只增加对数没有用，增加验证行才有用。学习率保持不变。',
  'evidence.decay.notInForce':
    '用{schedule}的运行与不用时完全一样：命令没有照所要求的做。请查看它是否读取这个参数，以及它怎样称呼这种调度。',
  'evidence.decay.tooFew': '{schedule}：能比较的不到两对，种子之间相差多少无从知道。',
  'evidence.decay.notCompared':
    '{schedule}：能比较的 {pairs} 对中{reason}，但其余的对中有一次训练发散了。应先换更小的学习率。',
  'evidence.decay.metric': '指标怎么说。',
  'evidence.decay.metricBy':
    '{schedule}：在同样的评估处，{metric}变化 {mean}（{confidence} % 区间：{low} 到 {high}）。结论以验证损失为准。',
  'evidence.decay.named': '这里由指标决定。',
  'evidence.decay.namedBy':
    '{runs} 次训练中有 {named} 次，{metric}在另一次评估处比在验证损失最低处更好，且超出噪声，因此那一次才是最佳评估。那里的损失并不是最低的，所以比较的是最佳评估处的{metric}。',
  'evidence.decay.loss': '验证损失怎么说。',
  'evidence.decay.lossBy':
    '{schedule}：在同样的评估处，验证损失变化 {mean}（{confidence} % 区间：{low} 到 {high}）。结论以指标为准。',
  'evidence.decay.contradicts': '指标与损失相矛盾。',
  'evidence.decay.contradictsBy':
    '{schedule}：验证损失更低，但同样的评估处{metric}更差，相差 {mean}（{confidence} % 区间：{low} 到 {high}）。所以不作推荐：以哪个为准由你决定。',
  'evidence.decay.contradictsMetric': '损失与指标相矛盾。',
  'evidence.decay.contradictsMetricBy':
    '{schedule}：{metric}更好，但同样的评估处验证损失更高，相差 {mean}（{confidence} % 区间：{low} 到 {high}）。所以不作推荐：以哪个为准由你决定。',
  'evidence.decay.own': '你自己的衰减方式。',
  'evidence.decay.ownOnes':
    '试得越多，就越容易有一种碰巧显得更好。所以对每一种的要求都比前一种高：{schedule} 是这里的第 {own} 种，要超出 {confidence} % 区间才算数。所有这些合起来，至多二十个阶段中有一个会误判为有好处。',
  'evidence.decay.peak': '验证集在哪里最好。',
  'evidence.decay.peaks': '不衰减时在第 {former} 步，线性衰减时在第 {now} 步（各对的中位数）。',
  'evidence.decay.noPeak': '没有看到峰值。',
  'evidence.decay.noPeakBy':
    '不衰减时，最佳评估是最后一次（第 {step} 步），所以验证结果可能还会变好。增加步数也许比任何衰减都值得；若要衰减，线性降到 0 不需要峰值。',
  'evidence.decay.movedLater': '峰值推迟了很多。',
  'evidence.decay.startsLater':
    '从第 {former} 步推迟到第 {now} 步：线性衰减开始得太早。所以用同样的种子试了从第 {start} 步开始的指数衰减。',
  'evidence.decay.worthMore': '比更简单的方式更值得。',
  'evidence.decay.worthMoreBy':
    '用 {schedule} 代替“{against}”：{reason}（差值的 {confidence} % 区间：{low} 到 {high}，{pairs} 对）。',
  'evidence.decay.notWorthMore': '没有显示出比更简单的方式更好。',
  'evidence.decay.notWorthMoreThan':
    '用 {schedule} 代替“{against}”：{reason}（差值的 {confidence} % 区间：{low} 到 {high}，{pairs} 对）。这不能说明更好，所以仍用后者。',
  'evidence.decay.noSearch': '没有搜索经典方式。',
  'evidence.decay.noSearchSince': '线性衰减没有显示出好处时，再调另一种衰减的起点、比例和周期很少值得。',
  'evidence.decay.searching': '正在搜索经典方式。',
  'evidence.decay.searchedSoFar': '{planned} 次训练中已有 {ended} 次结束。',
  'evidence.decay.search': '已搜索经典方式。',
  'evidence.decay.searchChose':
    '{count} 种方式中最好的是 {schedule}，验证损失为 {loss}。众多之中的最好者多少靠运气，所以它的结论来自新的种子。',
  'evidence.decay.searchFoundNone': '{count} 种方式都不比之前最好的更好；其中最好的是 {schedule}，验证损失为 {loss}。',
  'evidence.decay.offer': '经典方式可能更好。',
  'evidence.decay.offerOf': '可以搜索起点、种类、比例和周期：至多 {count} 次训练、{steps} 步，包括用新种子下结论。',
  'evidence.decay.saved': '共用的开头。',
  'evidence.decay.savedSteps_one': '1 次训练从同一种子不衰减的训练所到之处开始，逐位相同；省了 {steps} 步。',
  'evidence.decay.savedSteps_other': '{count} 次训练从同一种子不衰减的训练所到之处开始，逐位相同；省了 {steps} 步。',
  'evidence.decay.horizon': '训练得比 num_steps 更久。',
  'evidence.decay.horizonBy':
    '这里的每次训练都是 {steps} 步，而不是 {numSteps} 步：衰减的好处来得晚，否则会被截掉。每次都在它自己的最佳评估处评价。',
  'evidence.decay.diverged': '发散的训练。',
  'evidence.decay.divergedRuns':
    '{schedule}：{count} 对中，衰减的有 {using} 次发散，不衰减的有 {without} 次发散。它们不计入差值。',
  'evidence.decay.unfinished_one': '有 1 次训练被中断。它结束之前没有结论：请继续。',
  'evidence.decay.unfinished_other': '有 {count} 次训练被中断。它们结束之前没有结论：请继续。',

  'schedule.kind.constant': '不衰减',
  'schedule.kind.linear': '线性',
  'schedule.kind.exponential': '指数',
  'schedule.kind.step-linear': '线性阶梯',
  'schedule.kind.cosine': '余弦',

  'cli.decay.about': '查明让学习率衰减对已采用的配置有没有好处',
  'cli.decay.help':
    '它成对地训练，每对的种子、初始权重和批次都相同：一次用已采用的学习率，一次线性降到 0。对数事先定下：一次训练不到一分钟时为五对，否则三对，或由 --seeds 指定。须先采用一个学习率：descent ladder --data … --accept。',
  'cli.decay.ofCommand': '{name}：学习率 {rate}，{steps} 步。',
  'cli.decay.of': '{name}：{optimizer}，学习率 {rate}，批大小 {batchSize}，{steps} 步。',
  'cli.decay.cost': '{count} 对共 {trials} 次训练，合计 {steps} 步{time}',
  'cli.decay.extended': '  若衰减有好处但开始得太早，再加推迟开始的 {count} 次训练：至多再 {steps} 步{time}',
  'cli.decay.refined': '  若有好处，再加经典方式的搜索：{count} 次训练，再 {steps} 步{time}',
  'cli.decay.repeated': '  以及用新种子对所选方式下结论：{count} 次训练，至多再 {steps} 步{time}',
  'cli.decay.trial': '{kind}，种子 {seed}',
  'cli.decay.againstNone': '{schedule}，与不衰减相比：',
  'cli.decay.against': '{schedule}，与“{against}”相比：',
  'cli.decay.seed': '种子',
  'cli.decay.without': '不衰减，损失 @ 步',
  'cli.decay.with': '衰减，损失 @ 步',
  'cli.decay.before': '原先，损失 @ 步',
  'cli.decay.this': '这种，损失 @ 步',
  'cli.decay.difference': '差值',
  'cli.decay.metrics': '该处{metric}',
  'cli.decay.mean': '均值',
  'cli.decay.interval': '{mean}（{low} 到 {high}）',
  'cli.decay.notYet': '还没有结论。',
  'cli.decay.none': '不作推荐：学习率按已采用的保持不变。',
  'cli.decay.leave': '学习率保持不变，不用衰减。',
  'cli.decay.use': '使用衰减：{schedule}。',
  'cli.decay.useSteps': '使用衰减：{schedule}，共 {steps} 步。',
  'cli.accepted': '{name} 已采用：{set}。',
  'cli.nothingAccepted': '{name} 没有采用任何设置，因为没有可推荐的。',
  'cli.flag.seeds': '成对训练的对数，每对一个种子（默认：一次训练不到一分钟时五对，否则三对）',
  'cli.flag.classic': '线性衰减有好处时，也搜索经典方式：起点、种类、比例和周期；以及余弦',
  'cli.flag.interval': '线性衰减每隔这么多步重算一次学习率（默认：100；训练短时为其步数的二十分之一）',

  'error.decay.noRate':
    '衰减是为已采用的学习率而调的，而本项目还没有。请先运行学习率阶梯并采用其结果：descent ladder --data … --accept，或在学习率页面上采用。',
  'error.decay.there': '这种衰减方式已在本阶段中。',
  'error.decay.tooMany': '一个阶段至多接受 {most} 种你自己的衰减方式：每多一种，就更容易有一种碰巧显得更好。',
  'error.decay.longer':
    '本阶段的训练不能再延长：衰减方式是为既定的步数安排的，步数变多就成了另一种方式，与之配对的训练也没有那么长。请在学习率页面采用更多的步数，再重新运行本阶段。',
  'error.decay.noSearch': '没有可搜索的：线性衰减在这里没有显示出好处，或者搜索已经开始。',
} as const;
