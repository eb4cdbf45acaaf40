/** 主文件夹与其中数据库的拒绝。 */
export const store = {
  'error.home.notFolder': 'Descent 需要一个文件夹来保存数据，但 {path} 是一个文件。请用 --home 另选一个文件夹。',
  'error.home.locked': '另一个 Descent（进程 {pid}）正在使用 {home}。请先关闭它，或用 --home 另选一个文件夹。',
  'error.home.lockedAt':
    '另一个 Descent（进程 {pid}）正在使用 {home}，其地址为 {address}。请直接使用它、将其关闭，或用 --home 另选一个文件夹。',
  'error.home.lost.moved':
    'Descent 正在使用的文件夹 {home} 被移到了 {now}。训练已停止，测得的数据都在 {now} 中。请把它移回原处，或用 --home {now} 启动 Descent，然后继续。',
  'error.home.lost.removed':
    'Descent 正在使用的文件夹 {home} 被删除或替换了。训练已停止。所有数据点、试验和决定已保存到 {saved}；检查点和日志随文件夹一起丢失。如果它还在回收站，请放回原处；否则用 --home {saved} 启动 Descent。',
  'error.home.lost.removedAll':
    'Descent 正在使用的文件夹 {home} 被删除或替换了。训练已停止，其中的内容未能另存。如果它还在回收站，请放回原处，再重新启动 Descent。',
  'error.home.lost.files':
    'Descent 正在使用的文件 {file}（位于 {home}）被删除或替换了。训练已停止。此前的所有数据点、试验和决定已保存到 {saved}：用 --home {saved} 启动 Descent 即可查看；照常启动则使用 {home} 中现有的内容。',
  'error.home.lost.filesAll':
    'Descent 正在使用的文件 {file}（位于 {home}）被删除或替换了。训练已停止，此前存下的内容未能另存。如果还有该文件，请放回原处，再重新启动 Descent。',
  'error.home.lost.lock':
    '文件 {file}（位于 {home}）被删除或替换了，另一个 Descent 可能同时使用这个文件夹。训练已停止，测得的数据都已保留。请重新启动 Descent 并继续。',
  'error.store.absent': '{path} 处还没有任何内容。请先运行一次，或用 --home 指定正确的文件夹。',
  'error.store.older': '{path} 由较旧版本的 Descent 写入。请关闭正在使用它的 Descent，之后当前版本会将其升级。',
  'error.store.newer':
    '{path} 由较新版本的 Descent 写入（其格式版本为 {version}，当前程序最高支持 {known}）。文件未被改动：请更新 Descent，或用 --home 另选一个文件夹。',
  'error.store.notDatabase': '{path} 不是 Descent 的数据库。文件未被改动：请将其移走，或用 --home 另选一个文件夹。',
  'error.store.damaged': '{path} 已损坏（{detail}）。文件未被改动：请从备份恢复，或用 --home 另选一个文件夹。',
  'error.store.damagedPoints':
    '试验 {trial} 的部分数据点已无法读取：{path} 中 {series} 序列的第 {from} 至 {to} 步已损坏（{detail}）。其余内容均可读取；备份中可能仍保留这些点。',
  'error.store.notAllowed': 'Descent 无权写入 {path}。请检查文件及其文件夹的权限，或用 --home 选择另一个文件夹。',
  'error.store.gone':
    '无法打开或创建 {path}（{detail}）：它所在的文件夹不存在。请创建该文件夹，或用 --home 选择另一个。',
  'error.store.tooManyFiles':
    '同时打开的文件太多，无法打开 {path}（{detail}）。请关闭其他程序或提高上限（“ulimit -n”），然后重试。',
  'error.store.memory': '内存不足，无法处理 {path}。此前保存的内容是安全的：请关闭其他程序，然后继续。',
  'error.store.readOnly':
    '{path} 只能读取：它所在的磁盘以只读方式挂载，或者文件或文件夹有写保护。请改为可写，或用 --home 另选一个文件夹。',
  'error.store.full': '{path} 所在的磁盘已满。此前保存的内容是安全的：请腾出空间后继续，或用 --home 另选一个文件夹。',
  'error.store.busy': '另一个程序正在使用 {path}。请关闭它后重试。',
  'error.store.io': '{path} 所在的磁盘无法读取或写入（{detail}）。请检查磁盘后重试。',
  'error.backup.exists': '{file} 已经存在，未被改动。请为备份另取一个名称。',
  'error.backup.none':
    '{folder} 中没有备份。一旦有内容可保存，Descent 每天会自动备份一次；放在别处的备份请按名称恢复：“descent restore FILE”。',
  'error.backup.absent': '没有备份 {file}。不带名称的“descent restore”会使用数据文件夹里最新的备份。',
  'notice.damaged': '数据库已损坏（{detail}），显示的内容可能不完整。',
  'notice.damaged.projects': '数据库已损坏：这些项目无法读取，已略去：{ids}。',
  'notice.damaged.stages': '数据库已损坏：这些阶段无法读取，已略去：{ids}。',
  'notice.damaged.trials': '数据库已损坏：这些试验无法读取，已略去：{ids}。',
  'notice.damaged.decisions': '数据库已损坏：这些决定无法读取，已略去：{ids}。',
  'notice.damaged.events': '数据库已损坏：发生过的事情无法读取。',
  'notice.damaged.preparations': '数据库已损坏：这些准备结果无法读取，已略去：{ids}。',
  'notice.damaged.probes': '数据库已损坏：这些探测无法读取，已略去：{ids}。',
  'notice.damaged.tunes': '数据库已损坏：以下引导式运行无法读取，已略去：{ids}。',
  'notice.damaged.settings': '数据库已损坏：这些设置无法读取：{ids}。',
  'notice.damaged.curves': '数据库已损坏：这些试验的部分曲线无法读取，已略去，也不再根据这些试验得出结论：{ids}。',
  'error.home.emptied':
    '{path} 不见了，但这个数据文件夹此前用过：Descent 保存的其他内容仍在。请把文件放回原处，或用“descent restore --home {home}”恢复最新的备份（{backup}）。要重新开始，请用 --home 另选一个文件夹，或删除整个 {home}。',
  'error.home.emptiedWithout':
    '{path} 不见了，但这个数据文件夹此前用过：Descent 保存的其他内容仍在，只是没有备份。请把文件放回原处，或用“descent restore FILE --home {home}”恢复别处的备份。要重新开始，请用 --home 另选一个文件夹，或删除整个 {home}。',
  'error.home.reading':
    '{home} 目前只能读取，因此不能更改或启动任何内容。请先解决首屏消息所说的问题，再重新启动 Descent。',
  'notice.reading.full': '{home} 所在的磁盘已满。所有内容都能查看，但不能更改或训练。请腾出空间，再重新启动 Descent。',
  'notice.reading.readOnly':
    'Descent 无权写入 {home}。所有内容都能查看，但不能更改或训练。请允许写入该文件夹及其内容，或用 --home 另选一个，再重新启动 Descent。',
  'notice.reading.damaged': '{home} 中的数据库已损坏。能读取的内容会在这里和“descent runs”中显示，但不能更改或训练。',
  'notice.restore': '“descent restore --home {home}”会恢复最新的备份（{backup}），并保留现有内容。',
  'notice.noBackup': '{home} 中没有备份。如果你在别处做过备份，可用“descent restore FILE --home {home}”恢复。',
  'notice.wal':
    'Descent 曾被中断，而保存着最后一些内容的 {file} 此后不见了：这些内容可能缺失。剩余部分已另存为 {copy}。如果你有那个文件，请关闭 Descent，把它放到该副本旁边，名称为副本名加 -wal，再用“descent restore {copy} --home {home}”一起恢复。',
} as const;
