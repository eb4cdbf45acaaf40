/** Texts of trainer: why a trial ended as it did, and why a backend can't be had. */
export const trainer = {
  'reason.diverged.devNotFinite': '第 {step} 步的验证集损失不再是有限数。',
  'reason.failed.data': '无法读取已准备好的数据 {file}：{detail}。请重新打开数据集，以便重新准备。',
  'reason.failed.dataChanged':
    '准备好的数据 {file} 已不是本阶段开始时的内容：文件此后被损坏或替换。没有用它训练任何一步。请继续或重试：程序会从数据源重新准备数据。',
  'reason.failed.emptyPart': '{file} 中的 {part} 部分没有数据行。一次试验既需要训练数据，也需要用于评判的数据。',
  'reason.failed.memory': '内存不足以训练这个网络：{detail}。请减小各层宽度或批大小，或减少同时运行的试验数。',
  'reason.failed.tooManyParameters':
    '每行有 {inputs} 个输入，该网络因此有 {parameters} 个参数，而训练进程最多容纳 {most} 个。请减小各层宽度。',
  'reason.failed.batchTooLarge':
    '这份数据每行有 {inputs} 个输入，一批 {batchSize} 行太大。请把批大小设为 {most} 或更小。',
  'reason.failed.training': '训练因错误中断：{detail}。中断之前的过程记录在该试验的日志中。',
  'reason.failed.checkpoint': '试验要接续的检查点无法使用：{detail}。请重新运行，届时将从头开始。',
  'reason.failed.deviceLost':
    '试验中途失去了显卡：{detail}。可能是驱动程序被重置或更新。请重新运行该试验，或选择其他后端。',
  'reason.backend.broken': '后端 {backend} 无法在此启动：{detail}。请选择其他后端。',
  'reason.backend.webgpu.noAdapter':
    '未找到装有驱动程序的显卡。WebGPU 在 Linux 上需要支持 Vulkan 的驱动，在 Windows 上需要 Direct3D 12，在 macOS 上需要 Metal。',
  'reason.backend.webgpu.noPackage':
    'WebGPU 在此需要软件包 webgpu，但无法加载：{detail}。请运行“npm ci”并包含可选软件包；它适用于 x64 和 arm64 上的 Linux、macOS 和 Windows。',
  'reason.backend.webgpu.notInPage': '此窗口没有 WebGPU：缺少显卡驱动程序，或驱动程序在浏览器的故障名单上。',
  'reason.backend.cuda.notInstalled':
    '未安装。若有 NVIDIA 显卡以及 CUDA 11.2 和 cuDNN 8.1（Linux 或 Windows），可用“npm run install-cuda”获取。',
  'reason.backend.cuda.broken': 'TensorFlow 已安装但无法加载：{detail}。“npm run install-cuda”可重新安装。',
  'reason.backend.cuda.noCard':
    'TensorFlow 已安装，但没有找到可用的 NVIDIA 显卡。它需要显卡驱动程序、CUDA 11.2 和 cuDNN 8.1。',
  'reason.backend.cuda.notInPage':
    '只能在终端和服务器中使用，此窗口中不行：如要用 CUDA 训练，请用“npm run serve”启动 Descent。',
} as const;
