import type { dataFiles as english } from '../en/data-files.ts';

export const dataFiles: Record<keyof typeof english, string> = {
  'error.data.notFound': '没有名为 {path} 的文件或文件夹。请检查名称，或给出完整路径。',
  'error.data.forbidden': 'Descent 没有读取 {path} 的权限。请授予读取权限，然后重试。',
  'error.data.unreadable': '无法读取 {path}（{detail}）。请把它复制到别处，然后重试。',
  'error.data.tooLarge':
    '{file} 的内容超过 {limit} MiB（压缩文件按解压后计算），这是 Descent 对此类文件的上限。请取一部分数据来调参。',
  'error.data.tooManyFiles':
    '{folder} 中的文件和文件夹超过 {limit} 个，这是 Descent 查看的上限。请把数据文件放进单独的文件夹，或取其中一部分来调参。',
  'error.data.gzip.truncated': '{file} 的 gzip 数据不完整，文件被截断了。请重新下载或复制。',
  'error.data.gzip.damaged': '{file} 已损坏，无法解压其 gzip 数据（{detail}）。请重新下载或复制。',
  'error.data.files.changed': 'Descent 读取 {file} 时，该文件被改动或消失了。请等其他程序不再写入后重试。',
  'error.data.files.link':
    '{file} 是一个链接。Descent 不跟随文件夹内的链接，因为链接可能指向文件夹之外：请放入文件本身，或移走该链接。',
  'error.data.files.special':
    '{file} 不是可以完整读取的普通文件，而是管道、套接字或设备。请把它移走，或给出只含普通文件的路径。',
  'error.data.files.tooDeep':
    '{folder} 位于 {limit} 层以上的子文件夹中，超出了 Descent 查看的深度。请直接给出存放数据的文件夹。',
  'error.data.files.unreadableName': '文件名 {file} 不是 UTF-8 编码，无法打开该文件。请重命名后重试。',
  'error.data.files.empty': '{file} 是空的，一个字节也没有。请检查它是否已完整保存或下载。',
  'error.data.files.emptyFolder': '{folder} 中没有文件（隐藏文件不算）。请把数据放进去，或给出存放数据的文件夹。',
  'error.data.files.noMatch': '{folder} 中没有名称符合 {pattern} 的文件。请检查通配符：* 代表任意字符，并区分大小写。',
};
