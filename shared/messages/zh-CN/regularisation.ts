/** 第 4 阶段：权重衰减与 dropout。 */
export const regularisation = {
  'reg.point': '权重衰减 {wd}、dropout {dropout}',
  'reg.point.weightDecay': '权重衰减 {wd}',
  'reg.points.both':
    '随机抽取 {count} 个点，权重衰减按对数均匀分布：十次搜索中有九次，八个点里至少有一个属于最好的四分之一。',
  'reg.points.weightDecay':
    '随机抽取 {count} 个点，按对数均匀分布：只搜索权重衰减；十次搜索中约有九次，五个点里至少有一个属于最好的三分之一。',
  'reg.points.minutes_one': '随机抽取 1 个点：除去配对，{minutes} 分钟内只容得下这么多。',
  'reg.points.minutes_other': '随机抽取 {count} 个点：除去配对，{minutes} 分钟内只容得下这么多。',
  'reg.points.chosen_one': '随机抽取 1 个点。',
  'reg.points.chosen_other': '随机抽取 {count} 个点。',
  'reg.points.lists_one': '你指定的 1 个点。',
  'reg.points.lists_other': '你指定的全部 {count} 个点。',
  'reg.points.drawn': '从你列出的值组成的 {all} 个点中随机抽取 {count} 个。',

  'evidence.reg.open': '还不知道。',
  'evidence.reg.openSearch': '搜索的 {planned} 次训练中已有 {ended} 次结束。',
  'evidence.reg.openPairs': '{reason} 与不用正则化的 {planned} 对中已有 {ended} 对结束。对数在第一对开始之前就已定下。',
  'evidence.reg.nothingUsable': '搜索中没有一次训练可以比较。应先换更小的学习率。',
  'evidence.reg.none': '没有提升：不用正则化。',
  'evidence.reg.noneOf_one': '搜索的 1 个点在指标和验证损失上都不比不用正则化好。',
  'evidence.reg.noneOf_other':
    '搜索的 {count} 个点在指标和验证损失上都不比不用正则化好。众多之中最好的也不行，所以没有再为它训练配对。',
  'evidence.reg.gain': '正则化有好处。',
  'evidence.reg.gainMetric':
    '{reason}：最佳评估处的{metric}比不用时好 {by}（差值的 95 % 区间：{low} 到 {high}，来自 {pairs} 对用新种子的训练）。其中取决于验证集恰好有哪些行的部分至多为 ± {rows}。',
  'evidence.reg.gainLoss':
    '{reason}：最佳评估处的验证损失低了 {by}，相当于 {loss} 的 {share} %（差值的 95 % 区间：{low} 到 {high}，来自 {pairs} 对用新种子的训练）。其中取决于验证集恰好有哪些行的部分至多为 ± {rows}。',
  'evidence.reg.flat': '没有提升：不用正则化。',
  'evidence.reg.flatWithin':
    '{reason}：最佳评估处的验证损失变化 {share} %（差值的 95 % 区间：{low} 到 {high}，来自 {pairs} 对用新种子的训练）。这在损失 {loss} 的 ± 1 % 以内，指标也看不出差别：不用更简单。',
  'evidence.reg.worse': '反而更差：不用正则化。',
  'evidence.reg.worseMetric':
    '{reason} 是搜索中最好的，但在新种子上{metric}差了 {by}（差值的 95 % 区间：{low} 到 {high}，{pairs} 对）。',
  'evidence.reg.worseLoss':
    '{reason} 是搜索中最好的，但在新种子上验证损失高了 {by}，相当于 {loss} 的 {share} %（差值的 95 % 区间：{low} 到 {high}，{pairs} 对）。',
  'evidence.reg.unknown': '这些对看不出来。',
  'evidence.reg.tooFew': '{reason}：能比较的不到两对，种子之间相差多少无从知道。',
  'evidence.reg.notCompared':
    '{reason}：能比较的 {pairs} 对中验证损失变化 {mean}，但其余的对中有一次训练发散了。应先换更小的学习率。',
  'evidence.reg.opposite':
    '{reason}：指标与验证损失的说法相反，都超出 {pairs} 对的噪声。所以不作推荐：以哪个为准由你决定。',
  'evidence.reg.leans':
    '{reason}：验证损失的提升超出 {pairs} 对的噪声，但作为依据的{metric}偏向相反的方向，超过一个标准误差。所以不作推荐：以哪个为准由你决定。',
  'evidence.reg.metricWithinRows':
    '{reason}：{metric}在每个种子上都变化 {mean} 左右（95 % 区间 {low} 到 {high}，{pairs} 对），但换一批验证行就可能造成这么大的差别：± {rows}。增加对数没有用，增加验证行才有用。',
  'evidence.reg.withinRows':
    '{reason}：验证损失在每个种子上都变化 {mean} 左右（95 % 区间 {low} 到 {high}，{pairs} 对），但换一批验证行就可能造成这么大的差别：± {rows}。增加对数没有用，增加验证行才有用。',
  'evidence.reg.morePairs':
    '{reason}：验证损失变化 {mean}，但差值的 95 % 区间（{low} 到 {high}，来自 {pairs} 对）既不能说有提升，也不能说没有。若均值和离散程度不变，大约 {wanted} 对才看得出来，需要 {steps} 步。在那之前不用正则化。',
  'evidence.reg.noNumber':
    '{reason}：验证损失变化 {mean}，但差值的 95 % 区间（{low} 到 {high}，来自 {pairs} 对）既不能说有提升，也不能说没有。若均值和离散程度不变，30 对也看不出来：它在这里的作用比种子和验证行之间的差别小。不用正则化。',
  'evidence.reg.metric': '指标怎么说。',
  'evidence.reg.metricBy': '同样的训练中，{metric}变化 {mean}（95 % 区间 {low} 到 {high}）。',
  'evidence.reg.loss': '损失怎么说。',
  'evidence.reg.lossBy': '同样的训练中，验证损失变化 {mean}（95 % 区间 {low} 到 {high}）。',
  'evidence.reg.contradicts': '指标与损失相矛盾。',
  'evidence.reg.contradictsBy':
    '{metric}变化 {mean}，验证损失变化 {loss}：一个变好，另一个变差。损失曲线差而指标好，是可疑的。',
  'evidence.reg.search': '搜索只作选择，不下结论。',
  'evidence.reg.searchChose':
    '{count} 个点中 {reason} 排在第一，{metric}为 {value}，验证损失为 {loss}。众多之中的最好者多少靠运气，所以结论来自 {seeds} 对没有参与选择的种子。',
  'evidence.reg.suspect': '损失差而指标好。',
  'evidence.reg.suspectOf': '{reason} 的{metric}为 {value}，比不用时好，但验证损失 {loss} 明显更差。所以没有选它。',
  'evidence.reg.most': '权重衰减 {wd} 是试过的最强的；更强的也许更好。',
  'evidence.reg.least': '权重衰减 {wd} 是试过的最弱的；更弱的也许更好。',
  'evidence.reg.steps': 'num_steps 变为 {steps}：',
  'evidence.reg.stepsLonger':
    '正则化的训练比 {from} 步时收敛得更晚，这在意料之中。{steps} 步相当于 {epochs} 个 epoch、{examples} 个样本。',
  'evidence.reg.stepsShorter':
    '从这些训练的曲线看，少于 {from} 步就够了。{steps} 步相当于 {epochs} 个 epoch、{examples} 个样本。',
  'evidence.reg.stepsSame': '与之前相同，相当于 {epochs} 个 epoch、{examples} 个样本。',
  'evidence.reg.stepsOverfit':
    '从那里起，正则化的训练的验证损失也会上升（之前为 {from}）。{steps} 步相当于 {epochs} 个 epoch、{examples} 个样本。',
  'evidence.reg.stepsOpen': '没有收敛。',
  'evidence.reg.moves': '正则化的训练还没有验证曲线能说明多少步才够。',
  'evidence.reg.lossMoves': '正则化的训练的验证损失在第 {steps} 步仍在下降。num_steps 保持为所训练的步数。',
  'evidence.reg.metricMoves': '正则化的训练的{metric}在第 {steps} 步仍在变好。num_steps 保持为所训练的步数。',
  'evidence.reg.stepsBySchedule': 'num_steps 由方案决定。',
  'evidence.reg.stepsOfSchedule': '学习率在 {steps} 步内下降：被它压平的曲线并没有收敛，所以不从曲线上读取。',
  'evidence.reg.decay': '再看一次衰减。',
  'evidence.reg.decayOpen': '衰减需要再看一次。',
  'evidence.reg.decayOffer':
    '它是在没有正则化时决定的，而正则化会减慢收敛。用配对的种子再训练 {trials} 次就能看出来，共 {steps} 步。',
  'evidence.reg.decayRuns': '{schedule} 与不衰减，都用正则化，种子与配对相同：训练尚未结束。',
  'evidence.reg.decayHolds':
    '有正则化时 {schedule} 仍有好处：与不衰减相比，验证损失变化 {mean}（95 % 区间 {low} 到 {high}，{pairs} 对）。',
  'evidence.reg.decayStays':
    '{schedule} 与不衰减相比，都用正则化：验证损失变化 {mean}（95 % 区间 {low} 到 {high}，{pairs} 对）。这不足以收回已采用的方案。',
  'evidence.reg.decayGoes':
    '有正则化时 {schedule} 反而更差：与不衰减相比，验证损失变化 {mean}（95 % 区间 {low} 到 {high}，{pairs} 对）。所以学习率保持不变。',
  'evidence.reg.decayStaysOff':
    '{schedule} 与不衰减相比，都用正则化：验证损失变化 {mean}（95 % 区间 {low} 到 {high}，{pairs} 对）。看不出提升，所以学习率仍按已采用的方式。',
  'evidence.reg.decayComes':
    '有正则化时 {schedule} 有好处：与不衰减相比，验证损失变化 {mean}（95 % 区间 {low} 到 {high}，{pairs} 对）。',
  'evidence.reg.decayContradicts':
    '{schedule} 使验证损失变化 {mean}（95 % 区间 {low} 到 {high}，{pairs} 对），但指标变差。所以学习率仍按已采用的方式。',
  'evidence.reg.coverage': '搜索了什么。',
  'evidence.reg.noDropout': '只有权重衰减。',
  'evidence.reg.noDropoutOf': '这种网络（{model}）的层与层之间没有可以丢弃的数。',
  'evidence.reg.horizon': '训练得比 num_steps 更久。',
  'evidence.reg.horizonBy':
    '这里的训练都是 {steps} 步，而不是 {numSteps} 步：正则化的好处来得晚，否则会被截断。每次训练都按各自的最佳评估计算。',
  'evidence.reg.divergedRuns_one': '1 次训练发散了，不参与任何比较。',
  'evidence.reg.divergedRuns_other': '{count} 次训练发散了，不参与任何比较。',

  'error.regularisation.noRate':
    '正则化是为已采用的配置调整的，而本项目还没有。请先运行学习率阶梯并采用其结果：descent ladder --data … --accept，或在学习率页面上。',
  'error.regularisation.command': '无法为你自己的命令调整正则化：Descent 不知道它在哪里接受权重衰减或 dropout。',
  'error.regularisation.steps':
    '已采用的方案是为它自己的步数制定的，所以本阶段不能训练别的步数。请先用那么多步再看一次衰减。',
  'error.regularisation.noDropout': '这种网络（{model}）没有放 dropout 的地方：请略去，或写 0。',
  'error.regularisation.nothing': '没有可搜索的：请指定大于 0 的权重衰减或 dropout。',
  'error.regularisation.there': '这个点已经在本阶段中。',
  'error.regularisation.tooMany': '一次搜索至多 {most} 个点。',
  'error.regularisation.noDecay': '只有正则化显示出提升之后才会再看一次衰减，而且只看一次：这里还没有，或已经开始了。',
  'cli.reg.about': '看看已采用的配置能否从权重衰减和 dropout 中获益',
  'cli.reg.help':
    '先随机抽取几个点，各用一个种子训练，其中最好的再用第二个种子训练；最后选中的与不用正则化的成对训练，种子都是新的，对数事先定下，结论由它们给出。有提升时，会再看一次 num_steps 和衰减。须先采用一个学习率：descent ladder --data … --accept。',
  'cli.reg.of': '{name}：{optimizer}，学习率 {rate}，批大小 {batchSize}，{steps} 步{decay}。',
  'cli.reg.schedule': '，{schedule}',
  'cli.reg.search': '搜索：{trials} 次训练，包括不用正则化的一次，共 {steps} 步{time}。{reason}',
  'cli.reg.refined': '  最好的几个点与不用正则化的再用第二个种子：{count} 次训练，再加 {steps} 步{time}',
  'cli.reg.repeated': '  为选中的点下结论，用新种子成对训练：{count} 次训练，再加 {steps} 步{time}',
  'cli.reg.extended': '  有提升时再看一次衰减：{count} 次训练，再加 {steps} 步{time}',
  'cli.reg.tooLong': '这超过了 {minutes} 分钟：要得出结论，至少需要这么多。',
  'cli.reg.runs': '训练',
  'cli.reg.loss': '验证损失',
  'cli.reg.suspect': '可疑',
  'cli.reg.against': '{point}，与不用正则化相比：',
  'cli.reg.off': '不用正则化。',
  'cli.reg.unknown': '不作推荐：仍不用正则化。',
  'cli.flag.regRandom': '除不用正则化之外随机抽取的点数（默认 8；没有 dropout 的网络为 5）',
  'cli.flag.weightDecays': '改用这些值，从 0 到 1；与 --dropouts 同用时试两者的全部组合，否则 dropout 为 0',
  'cli.flag.dropouts': '改用这些值，从 0 到 0.95；没有 --weight-decays 时权重衰减为 0',
  'cli.flag.noDecayAgain': '有提升时也不再看衰减',
  'cli.flag.regMinutes': '只提议这么多分钟内能完成的：减少点数，不再看衰减，减少对数',
  'cli.flag.regSteps': '每次训练这么多步（默认为学习率阶段试验的步数）',
} as const;
