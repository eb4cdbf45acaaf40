/** 训练时学习率怎样变化：各种衰减方式的名称，以及训练之前对它说的话。 */
export const schedule = {
  'schedule.constant': '恒定',
  'schedule.linear': '线性降到 0，每 {interval} 步一次',
  'schedule.exponential': '指数：从第 {start} 步起，每 {period} 步 × {rate}',
  'schedule.step-linear': '线性阶梯：从第 {start} 步起，每 {period} 步 −{percent} %',
  'schedule.cosine': '余弦降到 0',
  'schedule.withWarmup': '{reason}，先预热 {warmup} 步',

  'schedule.check.noPeak': '峰值就在最后一次评估上，也就是还没有看到峰值：请多训练一些步，或者用省事的线性衰减。',
  'schedule.check.startGood': '从第 {start} 步开始，略早于原来的峰值（第 {peak} 步）。',
  'schedule.check.startEarly':
    '从第 {start} 步开始，比原来的峰值（第 {peak} 步）早得多：学习率还有用时就降下来了。略早于峰值是第 {better} 步。',
  'schedule.check.startLate':
    '从第 {start} 步开始，不早于原来的峰值（第 {peak} 步）：学习率降下来时已经没有帮助。略早于峰值是第 {better} 步。',
  'schedule.check.halved': '到原来的峰值（第 {peak} 步）时学习率是 {rate}，不超过 {learningRate} 的一半。',
  'schedule.check.notHalved':
    '到原来的峰值（第 {peak} 步）时学习率还有 {rate}，超过 {learningRate} 的一半：峰值会和以前一样出现再消失。',
  'schedule.check.notHalvedButShort':
    '到原来的峰值（第 {peak} 步）时学习率还有 {rate}，超过 {learningRate} 的一半；不过周期这么短，很快就会降下来。',
  'schedule.check.lasts': '学习率能坚持到最后：接近结束的第 {step} 步时还有 {rate}。',
  'schedule.check.dies':
    '从第 {step} 步起，学习率不到 {learningRate} 的千分之一：最后 {count} 步几乎没有训练。降得少一些，或者周期长一些，就能坚持下去。',
  'schedule.check.comesDown': '降得下来：最后一步的学习率是 {rate}。',
  'schedule.check.staysHigh':
    '几乎降不下来：最后一步的学习率还有 {rate}。降得多一些、周期短一些，或者早一些开始，就能降得更低。',
  'schedule.check.periodGood': '结束前学习率一共下降 {count} 次。',
  'schedule.check.periodShort': '每 {period} 步下降一次，一共 {count} 次，周期太短：指标在峰值附近会变平。',
  'schedule.check.periodLong_one': '结束前学习率只下降一次：只有这第一次下降能有帮助。',
  'schedule.check.periodLong_other': '结束前学习率一次也不下降。',
  'schedule.check.neverWarm': '预热占了全部 {steps} 步：学习率最高只到 {rate}，衰减根本没有开始。',

  'cli.column.schedule': '变化方式',
  'cli.schedule.about': '显示训练时学习率会怎样变化，以及对它的评价',
  'cli.schedule.atStart': '开始时 {rate}',
  'cli.schedule.atPeak': '原来的峰值（第 {peak} 步）时 {rate}',
  'cli.schedule.atLast': '最后一步（第 {step} 步）{rate}',
  'cli.schedule.atEnd': 'T（{steps}）处 {rate}',
  'cli.flag.schedule': '训练时学习率怎样变化',
  'cli.flag.interval': '线性衰减每隔多少步重新计算一次（默认：100）',
  'cli.flag.start': 'exponential 和 step-linear 第一次下降的步（schedule 命令默认：0.9 × --peak）',
  'cli.flag.decayRate': '每次下降多少：剩下的比例（exponential），或减去初始学习率的比例（step-linear）（默认：0.5）',
  'cli.flag.period': '两次下降之间的步数（默认：开始之后剩余步数的五分之一）',
  'cli.flag.warmup': '开头预热的步数（默认：0）',
  'cli.flag.scheduleSteps': 'T，即 num_steps',
  'cli.flag.peak': '没有衰减时验证集指标到达峰值的步；峰值在最后一次评估上则写 T',
  'error.schedule.part': '“{kind}” 没有 {flag} 这一项。',
  'error.schedule.start': '“{kind}” 需要第一次下降的步：--start STEP。',
  'error.schedule.period': '“{kind}” 需要 --period N，或者 --steps N，由它推算。',
};
