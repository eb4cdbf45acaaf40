/** 批大小与动量：选了什么、为什么，搜索要花多少，以及什么做不了。一个点写作 `32 × 0.9`。 */
export const batchMomentum = {
  'error.batch.noRate':
    '这份数据和网络还没有采用学习率，而批大小和动量要从它开始调。请先运行学习率阶梯并采用其结果：descent ladder --data … --accept，或在学习率页面上采用。',
  'error.batch.command': '你自己的命令暂时不能在这里调批大小和动量：不知道网络，就无法为每个点估计学习率。',
  'error.batch.tooLarge': '批大小 {size} 超过了训练集的 {rows} 行。请选小一些的批大小。',
  'error.batch.there': '批大小 {batchSize}、动量 {momentum} 的点在这个学习率下已经有了。',
  'error.batch.tooMany': '这一步已有 {most} 个试验。请换一组取值再运行一次。',
  'batch.search.grid': '网格共 {points} 个点，不到 {minutes} 分钟就能跑完，所以全部都试。',
  'batch.search.random':
    '网格共 {points} 个点，要超过 {minutes} 分钟。随机抽 {drawn} 个点，多数情况下就能碰到最好的五分之一。',
  'batch.search.gridUnmeasured': '网格共 {points} 个点，不长。这台机器上一步要多久还没有测量。',
  'batch.search.randomUnmeasured':
    '网格共 {points} 个点，较长；随机抽 {drawn} 个点则不长。这台机器上一步要多久还没有测量。',
  'batch.search.few': '一共只有 {points} 个点，所以全部都试。',
  'batch.evidence.deepest': '最深。',
  'batch.evidence.deepestAlone': '{point}：最低验证损失 {dev}，在第 {examples} 个样本之后。',
  'batch.evidence.deepestNext':
    '{point}：最低验证损失 {dev}，在第 {examples} 个样本之后；其次是 {other}，为 {otherDev}。',
  'batch.evidence.deep': '足够深。',
  'batch.evidence.deepWithinNoise':
    '{point}：最低验证损失 {dev}，在第 {examples} 个样本之后。全部最低的是 {other} 的 {otherDev}，并没有好到超出噪声。',
  'batch.evidence.equal': '噪声之内相当：',
  'batch.evidence.equalTo_one': '{points} 的验证损失一样低。',
  'batch.evidence.equalTo_other': '{points} 的验证损失一样低。',
  'batch.evidence.equalMetric_one': '{points} 的验证损失一样低。{metric}：这里 {own}，那里 {other}。',
  'batch.evidence.equalMetric_other': '{points} 的验证损失一样低。{metric}：这里 {own}，那些点里最好的是 {other}。',
  'batch.evidence.gain': '有改进：',
  'batch.evidence.gainLoss': '与已采用的 {accepted} 相比，验证损失从 {acceptedDev} 降到 {dev}，低 {less}。',
  'batch.evidence.gainMetric':
    '与已采用的 {accepted} 相比，验证损失在噪声之内相当，但{metric}为 {own}，原来是 {other}，超出噪声。',
  'batch.evidence.noGain': '没有改进。',
  'batch.evidence.noGainOver': '试过的点没有一个比已采用的 {accepted} 好到超出噪声，所以保持不变。',
  'batch.evidence.sooner': '更早达到：',
  'batch.evidence.soonerThan':
    '{point} 在第 {examples} 个样本之后就进入最低值的噪声范围，这一个要到第 {own} 个。它省时间，其他方面并不更好。',
  'batch.evidence.suspect': '可疑：',
  'batch.evidence.suspectOf': '{point} 的{metric}为 {value}，但曲线更差：验证损失为 {dev}。那可能只是这些行碰巧。',
  'batch.evidence.derived': '每个点有自己的学习率：',
  'batch.evidence.derivedFrom': '{from} 到 {to}，由 {accepted} 和对每个批大小与动量的短探测得出。',
  'batch.evidence.held': '学习率保持不变。',
  'batch.evidence.heldAt': '所有点都以 {rate} 训练。批大小和动量会改变最合适的学习率，所以有的点可能只是输在学习率上。',
  'batch.evidence.rateHolds': '学习率站得住：',
  'batch.evidence.rateHoldsAt': '{point} 在 {rate} 的 3 倍和三分之一处都没有更好。',
  'batch.evidence.rateMoved': '学习率有变：',
  'batch.evidence.rateMovedTo': '{point} 用 {rate} 比用为它推出的学习率更好。更远的学习率没有试。',
  'batch.evidence.rateOpen': '学习率还没核对：',
  'batch.evidence.rateOpenAt': '{point} 还要试 {rate} 的 3 倍和三分之一。',
  'batch.evidence.steps': 'num_steps {steps}：',
  'batch.evidence.stepsSame': '与之前一样，{examples} 个样本，即 {epochs} 轮。',
  'batch.evidence.stepsShorter':
    '{examples} 个样本，即 {epochs} 轮，比之前少：之前 {from} 步是 {fromExamples} 个样本。',
  'batch.evidence.stepsLonger': '{examples} 个样本，即 {epochs} 轮，比之前多：之前 {from} 步是 {fromExamples} 个样本。',
  'batch.evidence.stepsOverfit':
    '从那里开始过拟合。合 {examples} 个样本，即 {epochs} 轮；之前 {from} 步是 {fromExamples} 个样本。',
  'batch.evidence.stepsOpen': 'num_steps 还定不下来。',
  'batch.evidence.moves': '试验结束时曲线还没有收敛。',
  'batch.evidence.lossMoves':
    '试验结束时验证损失仍在下降，所以不知道多久才够；之前是 {from} 步，即 {fromExamples} 个样本。',
  'batch.evidence.metricMoves':
    '验证损失已平，但试验结束时{metric}仍在变好；之前是 {from} 步，即 {fromExamples} 个样本。',
  'batch.evidence.playbook': '也有人不建议这样做：',
  'batch.evidence.playbookSays':
    'Google 的调参手册只按速度选批大小，因为一旦为它调好学习率和正则化，它在验证集上的差别大多会消失。如果之后要调这些，请再看一次。',
  'batch.evidence.smallest': '{size} 是试过的最小批大小，更小的可能更好。',
  'batch.evidence.largest': '{size} 是试过的最大批大小，更大的可能更好。',
  'batch.evidence.leastMomentum': '{momentum} 是试过的最低动量，更低的可能更好。',
  'batch.evidence.mostMomentum': '{momentum} 是试过的最高动量，更高的可能更好。',
  'batch.evidence.secondSeedOf': '{points} 换一个种子又训练了一次，以区分真正好的和碰巧好的。以两次的平均为准。',
  'batch.evidence.race': '对比赛：',
  'batch.evidence.raceOpen': '{point} 的 {own} 对 {other}，还没有分出结果。',
  'batch.evidence.raceChosen':
    '在 {count} 对新种子上，{point} 的 {own} 优于 {other}：差 {mean}，95\u00a0% 区间 {low} 到 {high}。',
  'batch.evidence.raceOther':
    '在 {count} 对新种子上，{other} 优于 {point} 的 {own}，所以建议用它：差 {mean}，95\u00a0% 区间 {low} 到 {high}。',
  'batch.evidence.raceNoise':
    '在 {count} 对新种子上，{point} 的 {own} 与 {other} 分不出高下，所以保留 {own}：验证损失之差 {mean}，95\u00a0% 区间 {low} 到 {high}。',
  'batch.evidence.noBetterOnDev':
    '最低的验证损失是 {point} 的 {dev}，与不看输入的猜测（{baseline}）相比，差距没有超出偶然。所以不作推荐。',
  'batch.evidence.adam': 'Adam：',
  'batch.evidence.adamOnly': '它没有需要调的动量，所以只试了批大小。',
  'batch.evidence.random': '随机搜索：',
  'batch.evidence.randomOf_one': '{all} 个点里试了 {count} 个；其余的点里可能有更好的。',
  'batch.evidence.randomOf_other': '{all} 个点里试了 {count} 个；其余的点里可能有更好的。',
  'batch.evidence.leftOut': '没有试：',
  'batch.evidence.leftOutRows': '批大小 {sizes}，训练集的行数每轮还不够它走两步。',
  'batch.evidence.leftOutMemory': '批大小 {sizes}，可能超出内存。',
  'batch.evidence.prunedSpared_one': '省去 {full} 步中的 {spared} 步：{count} 个点已不可能胜出。',
  'batch.evidence.prunedSpared_other': '省去 {full} 步中的 {spared} 步：{count} 个点已不可能胜出。',
  'batch.evidence.probing': '先定学习率：',
  'batch.evidence.probingOf_one': '{all} 次短探测中还有 {count} 次没做。',
  'batch.evidence.probingOf_other': '{all} 次短探测中还有 {count} 次没做。',
  'batch.evidence.open_one': '还有 {count} 个试验没跑完。',
  'batch.evidence.open_other': '还有 {count} 个试验没跑完。',
  'batch.evidence.unfinishedPoints': '{points}。继续跑下去，名次还可能变。',
  'batch.evidence.divergedPoints': '{points}。已提前停止，记录保留。',
} as const;
