/** 最终运行：选定的配置与默认配置相比如何。 */
export const finalRuns = {
  'evidence.final.open': '尚不清楚。',
  'evidence.final.openRuns': '{planned} 次运行中已结束 {ended} 次。运行次数在第一次开始之前就已确定。',
  'evidence.final.better': '优于默认配置。',
  'evidence.final.notDistinguishable': '与默认配置无法区分。',
  'evidence.final.worse': '不如默认配置。',
  'evidence.final.lossOnTest':
    '测试损失 {chosen} ± {chosenSpread}，默认配置为 {other} ± {otherSpread}（各种子的均值 ± 标准差）。差值为 {mean}，其 95\u00a0% 区间为 {low} 到 {high}，来自 {pairs} 对运行；种子与数据行的噪声都已计入。小于 0 为更好。',
  'evidence.final.lossOnDev':
    '验证集损失 {chosen} ± {chosenSpread}，默认配置为 {other} ± {otherSpread}（各种子的均值 ± 标准差）。差值为 {mean}，其 95\u00a0% 区间为 {low} 到 {high}，来自 {pairs} 对运行。配置和每次运行的最佳评估都是由验证集选出的，因此其上的数值偏乐观。',
  'evidence.final.metricOnTest':
    '测试集{reason} {chosen} ± {chosenSpread}，默认配置为 {other} ± {otherSpread}（各种子的均值 ± 标准差）。差值为 {mean}，其 95\u00a0% 区间为 {low} 到 {high}，来自 {pairs} 对运行；种子与数据行的噪声都已计入。',
  'evidence.final.metricOnDev':
    '验证集{reason} {chosen} ± {chosenSpread}，默认配置为 {other} ± {otherSpread}（各种子的均值 ± 标准差）。差值为 {mean}，其 95\u00a0% 区间为 {low} 到 {high}，来自 {pairs} 对运行。配置是由验证集选出的，因此其上的数值偏乐观。',
  'evidence.final.metric': '指标怎么说。',
  'evidence.final.loss': '损失怎么说。',
  'evidence.final.contradicts': '损失与指标相互矛盾。',
  'evidence.final.contradictsBy':
    '其中一个好得超出噪声，另一个则差得超出噪声。因此不说哪个配置更好：以哪个为准由你决定。',
  'evidence.final.dev': '验证集上的同一比较。',
  'evidence.final.isDefault': '选定的就是默认配置。',
  'evidence.final.isDefaultSo': 'Adam，学习率 0.001，批量 64，无衰减，无正则化：没有可比较的对象，因此单独运行。',
  'evidence.final.aloneOnTest_one':
    'Adam，学习率 0.001，批量 64，无衰减，无正则化：没有可比较的对象，因此单独运行。测试损失 {loss}，{reason} {value}，来自一次运行。',
  'evidence.final.aloneOnTest_other':
    'Adam，学习率 0.001，批量 64，无衰减，无正则化：没有可比较的对象，因此单独运行。测试损失 {loss} ± {lossSpread}，{reason} {value} ± {valueSpread}（{count} 个种子的均值 ± 标准差）。',
  'evidence.final.aloneOnDev_one':
    'Adam，学习率 0.001，批量 64，无衰减，无正则化：没有可比较的对象，因此单独运行。验证集损失 {loss}，{reason} {value}，来自一次运行。',
  'evidence.final.aloneOnDev_other':
    'Adam，学习率 0.001，批量 64，无衰减，无正则化：没有可比较的对象，因此单独运行。验证集损失 {loss} ± {lossSpread}，{reason} {value} ± {valueSpread}（{count} 个种子的均值 ± 标准差）。',
  'evidence.final.isAsWritten': '每个值都与你写的命令相同：没有可比较的对象，因此单独运行。',
  'evidence.final.asWritten': '默认配置就是你写的命令。',
  'evidence.final.asWrittenAt': '学习率 {rate}，其余都与命令中相同，步数与选定的配置相同。',
  'evidence.final.ownWeights': '不保存脚本的权重。',
  'evidence.final.ownWeightsAt':
    '脚本自己的检查点（如果它写入输出文件夹）留在 Descent 主文件夹的“commands”文件夹里，每次运行一个文件夹。',
  'evidence.final.takeDefault': '请采用默认配置。',
  'evidence.final.takeDefaultSince': '可以用来选择的验证集表明它好得超出噪声。接受后，它将取代选定的配置。',
  'evidence.final.testOnly': '测试集不改变任何选择。',
  'evidence.final.testOnlySo':
    '默认配置在测试集上更好，在验证集上则没有超出噪声。用测试集来选择会耗尽这些数据行的价值，因此不作推荐。用更多种子再做最终运行，验证集或许能给出答案。',
  'evidence.final.stays': '无需接受任何设置。',
  'evidence.final.staysSo': '最终运行只衡量之前已接受的配置，该配置保持不变。',
  'evidence.final.folds': '测试集较小，因此做交叉验证。',
  'evidence.final.foldsOpen':
    '训练集与验证集的 {planned} 折已结束 {ended} 折。它们在最终运行之后进行，步数事先定好；测试集不参与。',
  'evidence.final.foldsFailed': '这些行无法分折：组或时刻太少，或者会缺少某个类别。测试集的数值没有补充。',
  'evidence.final.foldsAlone':
    '{chosen} ± {chosenSpread}（训练集与验证集 {folds} 折的均值 ± 标准差）。略偏乐观，因为其中一些行参与过选择。',
  'evidence.final.foldsBoth':
    '{chosen} ± {chosenSpread}，默认配置为 {other} ± {otherSpread}（训练集与验证集 {folds} 折的均值 ± 标准差）；{of} 折中有 {better} 折选定的损失更低。略偏乐观，因为其中一些行参与过选择。',
  'evidence.final.weakClass': '类别 {label} 比其他类别差。',
  'evidence.final.weakClassTaken':
    '它的测试行有 {found}\u00a0% 被找出，{taken}\u00a0% 被当作 {other}。测试行的偶然解释不了这一点。',
  'evidence.final.weakClassFound': '它的测试行有 {found}\u00a0% 被找出。测试行的偶然解释不了这一点。',
  'evidence.final.weakRange': '取值的某一段误差更大。',
  'evidence.final.weakRangeBy':
    '从 {from} 到 {to}，预测平均相差 {error}，而全部测试行平均相差 {mean}。测试行的偶然解释不了这一点。',
  'evidence.final.heavyTails': '误差大多来自少数几行。',
  'evidence.final.heavyTailsBy': '误差最大的二十分之一的测试行占平方误差的 {share}\u00a0%；正态误差为 28\u00a0%。',
  'evidence.final.noTest': '没有测试数据行。',
  'evidence.final.noTestSo':
    '因此这些数值来自验证集，而配置正是由它选出的，所以偏乐观。只有从未被看过的数据行才能说明它在新数据上的表现。',
  'evidence.final.noTestOfCommand':
    '你的命令没有给出 Descent 所知的测试数值，因此这些是脚本的验证集数值。配置是由它的验证集选出的，因此偏乐观：只有从未用过的数据行才能说明它在新数据上如何。',
  'evidence.final.unread': '测试数据行尚未读取。',
  'evidence.final.unreadLater': '所有运行结束后只读取一次。',
  'evidence.final.unreadNext': '所有运行均已结束，接下来读取。如果读取被中断或未能完成，请继续这些运行。',
  'evidence.final.readOnce': '测试数据行只读取了一次。',
  'evidence.final.readOnceOf': '共 {rows} 行，在所有运行结束后，用每次运行最佳评估时的权重读取。它们没有参与任何选择。',
  'evidence.final.readOften': '测试数据行被读取了不止一次。',
  'evidence.final.readOftenBy':
    '至今共读取 {count} 次：最终运行 {finals} 次，单次试验 {others} 次。每次读取后若有所改动，其数值就会更偏乐观。要得到新的答案，需要从未被看过的数据行。',
  'evidence.final.seeds': '未参与任何选择的种子。',
  'evidence.final.seedsPaired': '{count} 个种子，本项目此前没有任何运行用过。同一种子的两次运行初始权重相同。',
  'evidence.final.seedsAlone': '{count} 个种子，本项目此前没有任何运行用过。',
  'evidence.final.diverged': '发散的运行。',
  'evidence.final.divergedRuns':
    '各 {count} 次运行中，选定的配置有 {chosen} 次发散，默认配置有 {other} 次发散。它们没有数值，也不会因余下的运行而说某个配置更好。',
  'evidence.final.horizon': '训练步数超过 num_steps。',
  'evidence.final.horizonBy':
    '这里的所有运行都训练 {steps} 步而不是 {numSteps} 步，使两个配置都不会被提前截断；每次运行都取其自身的最佳评估。',
  'evidence.final.cutShort': '被中断的运行。',
  'evidence.final.cutShortRuns_one': '有一次运行被中断。在它结束之前没有结论，也不读取测试集：请继续它。',
  'evidence.final.cutShortRuns_other': '有 {count} 次运行被中断。在它们结束之前没有结论，也不读取测试集：请继续它们。',

  'why.R2.title': '新的种子，测试集只读一次',
  'why.R2.1':
    '每个阶段都保留看起来最好的结果，而多个中最好的那个也有运气成分：种子的运气，验证集数据行的运气。因此选定的配置要用未参与选择的种子重新训练，并在未参与选择的数据行上读取结果：测试集。',
  'why.R2.2':
    '与它并列的是完全不调参的人会用的配置：Adam，学习率 0.001，批量 64，同样的网络，同样的步数。每次运行取其自身的最佳评估，同一种子的两次运行成为一对。只有当差值的 95 % 区间（同时计入种子与数据行的噪声）不包含 0 时，才说更好或更差。',
  'why.R2.3':
    '测试数据行在所有运行结束后只读取一次。读取之后作出改动再读取，就开始用它们来选择了；因此每次读取都会计数，超过一次就会说明。',
  'why.R2.picture': '三对结果，每对中空心点是默认配置，实心点是选定的配置，后者离虚线更近。',

  'error.final.noRate':
    '最终运行将已接受的配置与默认配置相比较，而现在还没有接受学习率。请先训练一个学习率阶梯并接受其学习率。',
  'error.final.points': '不能给最终运行添加任何内容：比较的对象在第一次运行之前就已确定。',

  'error.host.evaluate': '无法读取你自己命令的测试数据行：只有脚本知道它们。',
  'error.test.none': '此数据没有测试数据行。',
  'error.test.byStage': '这些运行在全部结束后会自行读取一次测试数据行。',
  'error.test.unfinished': '该试验尚未完成，因此没有可用来读取测试数据行的权重。',
  'error.test.weights': '该试验最佳评估（第 {step} 步）的权重已不存在，因此无法用它们读取测试数据行。请重新训练一次。',
  'event.test.read': '读取了测试数据行：这是该数据的第 {count} 次读取（{rows} 行）。',
  'event.test.failed': '未能读取测试数据行。{reason}',

  'cli.final.about':
    '最终运行：将已接受的配置与默认配置（Adam，学习率 0.001，批量 64）相比较，使用未参与选择的种子，在验证集上，并在只读取一次的测试集上',
  'cli.final.help':
    '请先接受一个学习率（`descent ladder … --accept`）；之后各阶段设定且已接受的内容也计入。测试数据行在所有运行结束后只读取一次，每次读取都会计数。',
  'cli.final.usage': '[options] PROJECT | [options] --data PATH | [options] -- COMMAND',
  'cli.final.which': '请指明项目，用 --data 指明其数据，或在“--”后面写自己的命令。',
  'cli.final.seeds': '每个配置的运行次数，3 到 30（默认：一次运行不到一分钟时为 5，否则为 3）',
  'cli.final.of': '{name}：{optimizer}，学习率 {rate}，批量 {batchSize}，{steps} 步，与默认配置相比较。',
  'cli.final.ofDefault': '{name}：已接受的配置就是默认配置，因此单独运行，{steps} 步。',
  'cli.final.ofCommand': '{name}：已接受的配置（学习率 {rate}）与你写的命令相比较，{steps} 步。',
  'cli.final.ofCommandAlone': '{name}：已接受的就是你写的命令，因此单独运行，{steps} 步。',
  'cli.final.cost': '{seeds} 个种子，{trials} 次运行，{steps} 步{time}。增减：--seeds。',
  'cli.final.testRows': '之后读取 {rows} 行测试数据，所有运行只读一次。至今已读取 {count} 次。',
  'cli.final.noTestOfCommand': '你的命令没有给出已知的测试数值：数值来自它的验证集。',
  'cli.final.noTestRows': '此数据没有测试数据行：数值来自验证集。',
  'cli.final.trial': '{arm}，种子 {seed}',
  'cli.final.seed': '种子',
  'cli.final.chosen': '选定',
  'cli.final.default': '默认',
  'cli.final.difference': '差值',
  'cli.final.fold': '折',
  'cli.final.loss': '损失',
  'cli.final.mean': '均值 ± 标准差',
  'cli.final.devLoss': '最佳评估时的验证集损失',
  'cli.final.testLoss': '测试损失',
  'cli.final.devMetric': '验证集{metric}',
  'cli.final.testMetric': '测试集{metric}',
  'cli.final.interval': '{mean}（{low} 到 {high}）',
  'cli.final.notYet': '尚无结论。',
  'cli.final.aloneDone': '默认配置单独运行了。',
  'cli.final.better': '优于默认配置（{by}）。',
  'cli.final.notDistinguishable': '与默认配置无法区分（{by}）。',
  'cli.final.worse': '不如默认配置（{by}）。',
  'cli.final.byTestLoss': '依据测试损失',
  'cli.final.byTestMetric': '依据测试集{metric}',
  'cli.final.byDevLoss': '依据参与过选择的验证集损失',
  'cli.final.byDevMetric': '依据参与过选择的验证集{metric}',
  'cli.final.weights': '所保留的权重：试验 {id}，第 {step} 步。',

  'cli.trial.test': '试验完成后在测试数据行上评估一次；项目会记下这次读取',
  'cli.trial.tested_one':
    '读取了测试数据行：损失 {loss}，{metric} {value}，共 {rows} 行，使用第 {step} 步的权重。这是本项目第一次读取它们。',
  'cli.trial.tested_other':
    '读取了测试数据行：损失 {loss}，{metric} {value}，共 {rows} 行，使用第 {step} 步的权重。这是本项目第 {count} 次读取它们：读得越多，其数值越偏乐观。',
  'cli.trial.notTested': '没有读取测试数据行：试验尚未完成。',
} as const;
