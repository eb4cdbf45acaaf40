/** Texts of the server, the desktop's shell and the start. */
export const server = {
  'server.refused.host': 'Descent 只响应本机的名称（127.0.0.1 或 localhost）。请用其中之一打开。',
  'server.refused.origin': 'Descent 不响应其他网站的页面。',
  'server.refused.method': 'Descent 在此地址只提供读取。',
  'server.refused.path': '此地址没有内容。请打开起始页。',
  'server.refused.session': '此页面未获准进入 Descent，或其会话已随先前的启动结束。请打开“npm run serve”给出的地址。',
  'server.help': `用法：npm start -- --browser [--home 目录] [--port N] [--allow 目录] [--no-open] [--json]

在本机的浏览器中使用 Descent。

  --home 目录   保存 Descent 全部数据的文件夹
  --port N      127.0.0.1 上的端口；0 表示任意空闲端口（默认 {port}，被占用时任选空闲端口）
  --allow 目录  除你的个人文件夹、启动时所在的文件夹和各项目的文件夹外，页面还可查看的文件夹；可多次给出。
               页面上输入的命令以你的权限运行，能读取你能读取的一切
  --no-open     只显示地址，不打开浏览器
  --json        用一行 JSON 报告启动结果
  --help        显示本帮助`,
  'server.flag.invalid': '无法理解该命令行：{detail}。请参阅 --help。',
  'server.port.invalid': '端口必须是 0 到 65535 的整数，而不是“{port}”。',
  'server.port.refused': '无法使用端口 {port}（{detail}）。请用 --port 另选一个，或省略 --port。',
  'server.ready': 'Descent 已就绪：{address}',
  'server.ready.hint':
    '该地址只能在一个浏览器的一个标签页中使用一次；页面上的“在其他浏览器中打开…”或再次启动 Descent 可生成新地址。按 Ctrl-C 结束 Descent。',
  'server.running': 'Descent 已在此主文件夹上运行。用此地址可让另一个浏览器进入：{address}',
  'server.running.hint': '该地址只能使用一次，十分钟内有效。',
  'server.stopping': '正在停止；已完成的工作会保留……',
  'start.building': '正在构建页面……',
  'start.build.failed': '页面构建失败（退出码 {code}），原因见上方输出。',
  'start.fetching': '正在下载桌面运行环境（约 110 MB，仅此一次）……',
  'start.fetched': '  {percent} %',
  'start.desktop.cannot': '无法打开桌面窗口：{why}。将改用浏览器提供 Descent。',
  'start.noDisplay': '没有显示器',
  'start.noRuntime': '无法下载其运行环境（{detail}）',
  'desktop.home.missing': '启动 Descent 时使用了 --home，但其后没有文件夹。正确写法：--home 文件夹',
  'desktop.quit': '有试验正在运行。仍要退出吗？',
  'desktop.quit.detail': '运行中的试验会被中断，已完成的工作会保留；下次启动后，点一下即可从中断处继续。',
  'desktop.quit.cancel': '继续运行',
  'desktop.page.failing': 'Descent 的窗口已连续多次出错。',
  'desktop.page.failing.detail': '试验独立于窗口运行，不受影响；已完成的工作不会丢失。',
  'desktop.page.hung': 'Descent 的窗口没有响应。',
  'desktop.page.hung.detail': '试验独立于窗口运行，不受影响。可以继续等待，或重新加载窗口。',
  'desktop.page.reload': '重新加载',
  'desktop.page.wait': '等待',
  'menu.file': '文件',
  'menu.edit': '编辑',
  'menu.view': '视图',
  'menu.window': '窗口',
  'menu.about': '关于 Descent',
  'menu.close': '关闭',
  'menu.copy': '复制',
  'menu.cut': '剪切',
  'menu.minimize': '最小化',
  'menu.paste': '粘贴',
  'menu.quit': '退出',
  'menu.redo': '重做',
  'menu.reload': '重新加载',
  'menu.resetZoom': '实际大小',
  'menu.selectAll': '全选',
  'menu.fullscreen': '全屏',
  'menu.undo': '撤销',
  'menu.zoomIn': '放大',
  'menu.zoomOut': '缩小',
  'cuda.about':
    '正在安装 {name}（TensorFlow 的 CUDA 后端）：先从 npm 获取软件包（数 MB），再从 storage.googleapis.com 获取 libtensorflow 2.9（下载约 350 MB，占用磁盘约 1 GB）。在 GPU 上运行需要 NVIDIA 驱动、CUDA 11.2 和 cuDNN 8.1。两步都需要网络；以后执行“npm ci”会将其移除。',
  'cuda.platform': 'TensorFlow 的 CUDA 后端仅支持 x64 上的 Linux 和 Windows；本机为 {arch} 上的 {platform}。',
  'cuda.noPackage': '无法安装软件包，原因见上方 npm 的输出。未做任何更改。请检查能否访问软件源。',
  'cuda.noLibrary':
    '无法获取或加载 libtensorflow，原因见上方输出。请检查能否访问 storage.googleapis.com。Descent 仍可照常运行；重新运行此命令即可再试。',
  'cuda.done': '安装完成。此后“npm run -s cli -- doctor”会显示该后端。',
} as const;
