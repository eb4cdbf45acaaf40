/** 建议成立或不成立的理由：每条一个标题、一句话。 */
export const evidence = {
  'evidence.noBetter': '不比猜测更好。',
  'evidence.noBetterThan': '它的损失为 {loss}，并不低于 {bar}，即不看输入的猜测所得的损失。请换一个网络，或增加步数。',
  'evidence.depth': '深度。',
  'evidence.deepest': '最深。',
  'evidence.deepestAlone': '平滑损失 {loss}。',
  'evidence.deepestNext': '平滑损失 {loss}；其次是 {other}，为 {otherLoss}。',
  'evidence.deep': '足够深。',
  'evidence.deepWithinNoise': '平滑损失 {loss}，与最低值（{other}，{otherLoss}）相差在噪声之内。',
  'evidence.fastest': '最快。',
  'evidence.fastestYet': '第 {step} 步已降到最低值的噪声范围内，其他学习率都还没有。',
  'evidence.fastestAlone': '第 {step} 步已降到最低值的噪声范围内，其他学习率都没有做到。',
  'evidence.fastestNext': '第 {step} 步已降到最低值的噪声范围内；其次是 {other}，在第 {otherStep} 步。',
  'evidence.fast': '较快。',
  'evidence.fastButNotFirst':
    '第 {step} 步已降到最低值的噪声范围内。{other} 在第 {otherStep} 步就到了，但最终没有这么深。',
  'evidence.converged': '已收敛',
  'evidence.convergedAt':
    '于第 {step} 步：此后剩余的下降不到总降幅的 1\u00a0%，或已在噪声之内。num_steps 取该步数的 1.5 倍，向上取整。',
  'evidence.notYetConverged': '尚未收敛。',
  'evidence.stillFalling': '{rate} 仍在下降。',
  'evidence.numStepsBySchedule': '学习率按计划变化。',
  'evidence.seedsAlone': '噪声只来自种子。',
  'evidence.seedsAloneOf':
    '脚本只给出一个验证损失，所以差别有多少来自验证集恰好有哪些行，并不知道，这里的数字都不包含它。',
  'evidence.ownSchedule':
    '它是脚本自己的，与脚本自己的长度配套：更短或更长就是另一种调度，所以 num_steps 保持命令所写的。',
  'evidence.flattenedByDecay': '学习率在 {steps} 步里变化，曲线也跟着弯曲，看不出多少步才够。这要在学习率恒定时看。',
  'evidence.notConverged': '没有收敛。',
  'evidence.fallingAtEnd': '{rate} 到第 {steps} 步仍在下降，所以步数还定不下来。',
  'evidence.overfits': '死记训练数据：',
  'evidence.overfitsBetter':
    '它的验证损失为 {dev}，明显高于学习率 {other} 的 {otherDev}。对新数据而言，学习率 {other} 或更少的步数会更好。',
  'evidence.overfitsSurer':
    '它的验证损失为 {dev}，明显高于学习率 {other} 的 {otherDev}，也就是过于自信。不过看“{metric}”，它仍然更好：{value} 对 {otherValue}。',
  'evidence.atEdge': '在边缘。',
  'evidence.highest': '{rate} 是试过的最大学习率，更大的可能更好。',
  'evidence.lowest': '{rate} 是试过的最小学习率，更小的可能更好。',
  'evidence.extended': '已延长',
  'evidence.extendedTo': '，越过一端试了 {rates}。',
  'evidence.refined': '已细化',
  'evidence.refinedBy': '，试了最好的学习率的邻居：{rates}。',
  'evidence.pruned': '剪枝',
  'evidence.prunedSpared': '省去 {full} 步中的 {spared} 步：{rates} 已不可能胜出。',
  'evidence.uncertain': '尚不确定。',
  'evidence.bestOpen': '这个试验还没跑完。',
  'evidence.oneOpen': '{rate} 还没跑完。',
  'evidence.manyOpen': '还有 {count} 个试验没跑完。',
  'evidence.unfinished': '没有全部跑完：',
  'evidence.unfinishedRates': '{rates}。继续跑下去，名次还可能变。',
  'evidence.diverged': '发散：',
  'evidence.divergedRates': '{rates}。已提前停止，记录保留。',
  'evidence.probeAgrees': '探测结果一致：',
  'evidence.probeAgreesWith': '{rate}，相差不到一个数量级。',
  'evidence.probeDiffers': '探测结果不同：',
  'evidence.probeDiffersBy':
    '相差超过一个数量级，探测估计 {rate}，阶梯得到 {best}。阶梯看过完整的训练，探测只看了几个批次。',
  'evidence.noBetterOnDev':
    '最低的验证损失是学习率 {rate} 的 {dev}，与不看输入的猜测（{baseline}）相比，差距没有超出偶然。所以不作推荐。请先确认输入能否说明目标；可以换网络、加数据或增加步数。',
  'evidence.noBetterByEither':
    '最低的验证损失是学习率 {rate} 的 {dev}，与不看输入的猜测（{baseline}）相比，差距没有超出偶然；{metric}也不比猜测更好。所以不作推荐。请先确认输入能否说明目标；可以换网络、加数据或增加步数。',
  'evidence.beatsByMetric': '按指标胜过猜测。',
  'evidence.beatsByMetricAt':
    '没有一个验证损失低于不看输入的猜测（{baseline}）且超出噪声；但{metric} {value} 胜过猜测。网络能区分类别，只是出错时过于自信：更多数据会有帮助。',
  'evidence.metricNames': '最佳评估由指标决定。',
  'evidence.metricNamesBest':
    '第 {step} 步之后{metric}为 {value}，比验证损失最低处（第 {lowest} 步）的 {other} 更好，且超出噪声。所以保留该处的权重，以该处的数值为准。',
  'evidence.overfitsButMetric':
    '按验证损失从第 {step} 步开始：它在第 {lowest} 步最低，此后上升超出了噪声；但{metric}直到第 {steps} 步仍有超出噪声的改善，num_steps 就取该步。',
  'evidence.confirmed': '已由一次训练确认：',
  'evidence.confirmedRate':
    '按探测的估计 {rate} 训练了一次，num_steps 由这条曲线得出。没有试其他学习率：阶梯可能找到更好的。',
  'evidence.halved': '已减半：',
  'evidence.halvedTo': '探测的估计发散了，于是逐次减半，直到站得住：{rate}。没有试其他学习率：阶梯可能找到更好的。',
  'evidence.lowestDevAlone': '平滑后的最低验证损失 {dev}，在第 {step} 步之后。',
  'evidence.lowestDevNext': '平滑后的最低验证损失 {dev}，在第 {step} 步之后；其次是 {other}，为 {otherDev}。',
  'evidence.devWithinNoise':
    '平滑后的最低验证损失 {dev}，在第 {step} 步之后：与种子数相同者的最低值（{other}，{otherDev}）相差在噪声之内。',
  'evidence.robust': '稳比快重要。',
  'evidence.unstable':
    '{other} 在第 {otherStep} 步就已进入噪声范围，但它离发散很近：损失跳动、两个种子相差很远，或更大一档的学习率什么也学不到。',
  'evidence.fragile': '{other} 在第 {otherStep} 步就已进入噪声范围，但它的验证损失只在一瞬间低：步数必须恰好选中那里。',
  'evidence.metricDecides': '验证损失相当时由指标决定：',
  'evidence.worseMetric':
    '{other} 的验证损失与最低值相差在噪声之内，但那里它的{metric}为 {otherValue}，比 {value} 差，超出了噪声。',
  'evidence.secondSeed': '第二个随机种子：',
  'evidence.secondSeedOf': '{rates} 换一个种子又训练了一次，以区分真正好的和碰巧好的。以两次的平均为准。',
  'evidence.noiseAssumed': '噪声是假定的。',
  'evidence.noiseAssumedOf': '种子之间相差多少没有测量；按验证损失的 1\u00a0% 假定。',
  'evidence.overfitting': '过拟合',
  'evidence.overfitsFrom':
    '从第 {step} 步开始：验证损失在第 {lowest} 步最低，此后上升超出了噪声。num_steps 就取第 {step} 步；试验保留最佳评估时的权重。',
  'evidence.overfitsFromMean':
    '从第 {step} 步开始：各种子平均的验证损失从最低点上升，超出了噪声。num_steps 就取第 {step} 步；试验保留最佳评估时的权重。',
  'evidence.convergedOnDev':
    '于第 {step} 步：此后验证损失和{metric}的改善都不超出噪声。num_steps 取该步数的 1.5 倍，向上取整。',
  'evidence.convergedUnseen':
    '于第 {step} 步：此后验证损失和{metric}的改善都不超出噪声。num_steps 取该步数的 1.5 倍，向上取整；还没有试验跑到那么远。',
  'evidence.devLossMoves': '{rate}：到第 {steps} 步验证损失仍在下降，所以步数还定不下来。',
  'evidence.metricMoves': '{rate}：验证损失已平，但{metric}到第 {steps} 步仍在变好，所以步数还定不下来。',
  'evidence.taken': '仍然采用',
  'evidence.takenLower':
    '引导式运行必须二选一，因此采用这些成对运行中较好的一方，好 {share}%。这在噪声之内，可能只是偶然；全部加在一起值多少，由最终运行说明。',
} as const;
