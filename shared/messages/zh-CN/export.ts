/** 导出的网络附带的说明文件。 */
export const exported = {
  'export.readme.title': '由 Descent 训练的网络',
  'export.readme.about.classification':
    '一个 {model} 网络，判断一行数据属于哪个类别（{target}）。类别按顺序为：{classes}。',
  'export.readme.about.regression': '一个 {model} 网络，预测一个数值（{target}）。',
  'export.readme.noTarget': '由文件夹或文件给出',
  'export.readme.by.finalRuns':
    '权重取自验证集损失最低的最终运行（试验 {id}），在第 {step} 步后的最佳评估处；该处验证集上的{metric}：{value}。这次运行和这一步是由验证集选出的，因此在从未见过的数据上可能略差。',
  'export.readme.by.accepted':
    '权重取自所接受配置中验证集损失最低的试验 {id}，在第 {step} 步后的最佳评估处；该处验证集上的{metric}：{value}。这个试验和这一步是由验证集选出的，因此在从未见过的数据上可能略差。',
  'export.readme.by.person':
    '权重取自手动指定的试验 {id}，在第 {step} 步后的最佳评估处；该处验证集上的{metric}：{value}。这一步是由验证集选出的，因此在从未见过的数据上可能略差。',
  'export.readme.files': '文件夹中的内容',
  'export.readme.file.model': '网络本身，TensorFlow.js 的 layers 模型',
  'export.readme.file.weights': '权重，float32',
  'export.readme.file.javascript': '把一行数据变成网络的输入，把输出变成答案',
  'export.readme.file.safetensors': '按名称存放的权重，float32，safetensors 格式',
  'export.readme.file.python': '从一行数据到答案的全过程，只需 numpy；直接运行时会核对示例',
  'export.readme.file.network': '各层、超参数、试验，以及它在验证集上的成绩',
  'export.readme.file.preprocessing': '一行数据如何变成数字（只用训练集拟合）、类别名称、目标的尺度',
  'export.readme.file.example': '示例行及其应得的数字',
  'export.readme.row': '从一行数据到输入',
  'export.readme.row.table':
    '各列按此表的顺序依次变成数字。低于 `low` 或高于 `high`（见 preprocessing.json）的数先取该边界；日期为自 1970-01-01 起的天数。',
  'export.readme.row.images':
    '图像先按 EXIF 方向旋转，透明处铺白底，缩放到盖满 preprocessing.json 中的尺寸，多出的部分两侧等量裁去。同一像素的各通道相邻存放，每个 0 到 255 的值乘以 `scale`。',
  'export.readme.row.text':
    '文本按 preprocessing.json 中的规则（`tokeniser`）分成词；一个词的编号是它在 `vocabulary` 中的位置，0 用来补足短文本，1 代表训练集中没有的词。文本截断或补足到 `length` 个词。若有 `bagLength`，网络接收的是词袋：词表中每个词一个数，文本含有的词为 `bagLength / √(不同词数)`。',
  'export.readme.column.name': '列',
  'export.readme.column.becomes': '变成',
  'export.readme.column.number': '1 个数：(值 − {mean}) / {std}；缺失时取 {fill}',
  'export.readme.column.date': '1 个数：(天数 − {mean}) / {std}；缺失时取 {fill}',
  'export.readme.column.oneHot': '{count} 个数，所属类别处为 1，其余为 0；其他类别全为 0',
  'export.readme.column.hashed': '{count} 个数，在 FNV-1a(类别) 模 {count} 处为 1，其余为 0',
  'export.readme.more': 'preprocessing.json 中有全部 {count} 列。',
  'export.readme.outputs': '从输出到答案',
  'export.readme.outputs.classification.tfjs': '模型给出每个类别的概率，顺序如上。',
  'export.readme.outputs.classification.safetensors':
    '网络对每个类别给出一个数（logit），顺序如上；经 softmax 得到概率。',
  'export.readme.outputs.regression.tfjs': '模型给出标准化后的目标：预测值 = {mean} + {std} · 输出。',
  'export.readme.outputs.regression.safetensors': '网络给出标准化后的目标：预测值 = {mean} + {std} · 输出。',
  'export.readme.log': '学习的是对数，因此预测值是上式的指数。',
  'export.readme.tfjs': '需要 `npm install @tensorflow/tfjs`，以及一个提供此文件夹的服务器。',
  'export.readme.tfjs.served': '在网页中；在 Node 中可用 tf.io.fromMemory 读入 fs 读到的内容',
  'export.readme.python': '需要 Python 3.8 以上和 numpy（直接处理文本时还需要 regex 包）。',
  'export.readme.python.whole': '以下是 predict.py 的全部内容：',
  'export.readme.torch':
    '用 PyTorch 可这样读取权重。权重从右侧相乘（`x @ weight`），因此用于 `torch.nn.Linear` 时需转置。',
  'export.readme.example': '示例',
  'export.readme.example.about': '一行数据、softmax 之前的网络输出，以及答案（example.json 中还有更多）：',
  'export.readme.noExample': '这类数据来源不保留示例行。',
  'cli.flag.exportTrial':
    '仅用于 tfjs 和 safetensors：导出哪个试验的网络（默认：最好的最终运行，否则为所接受配置的试验）',
  'cli.export.done.tfjs': '已把试验 {id} 的网络以 TensorFlow.js 格式写入 {folder}。用法见 {folder}/README.md。',
  'cli.export.done.safetensors': '已把试验 {id} 的网络写入 {folder}。用法见 {folder}/README.md。',
  'error.trained.command': '{name} 训练的是你自己的命令，Descent 没有它的网络；网络由该命令自己保存。',
  'error.trained.nothingAccepted':
    '{name} 还没有接受任何结果，因此不清楚指的是哪个网络。请先接受一个学习率。（在终端中也可用 --trial 指定试验。）',
  'error.trained.notTrained':
    '为 {name} 接受的配置还没有以现在的形式在当前数据上训练到底。请进行最终运行。（在终端中也可用 --trial 指定试验。）',
  'error.trained.noWeights':
    '试验 {id} 最佳评估处的权重已不再保留（一个主目录最多保留 2 GiB），或从未有过。请重新训练。（在终端中也可用 --trial 指定其他试验。）',
  'error.trained.noData':
    '试验 {id} 所用的已处理数据不在主目录里了，也就无从知道一行数据如何变成数字。请打开一次该项目的“数据”步骤，让数据重新处理。',
};
