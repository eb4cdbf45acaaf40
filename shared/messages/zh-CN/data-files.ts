import type { dataFiles as english } from '../en/data-files.ts';

export const dataFiles: Record<keyof typeof english, string> = {
  'error.data.notFound': '没有名为 {path} 的文件或文件夹。请检查名称，或给出完整路径。',
  'error.data.files.url': '{path} 是网址，而 Descent 不从网络获取任何内容。请先下载数据，再给出文件的路径。',
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
  'error.data.files.packedWithin':
    '{path} 中有 {file}，但没有其他数据；Descent 只有在直接给出该文件时才会打开它。请改为给出该文件，或在原处解压。',
  'error.data.files.onlyPacked':
    '{folder} 中只有压缩文件，例如 {example}；Descent 只打开你给出的那一个压缩包，不打开其中或文件夹中的压缩文件。请直接给出该压缩包，或先解压。',
  'error.data.files.archive':
    '{file} 是 {format} 压缩格式，Descent 不能解压。请先解压再给出文件或文件夹，或改用 ZIP、tar.gz 或 gzip 打包。',
  'error.data.files.workbook':
    '{file} 是电子表格（{format}）。请用相应程序打开，把工作表另存为 CSV（UTF-8），再给出该文件。',
  'error.data.files.otherTable': '{file} 是 {format} 文件，Descent 不能读取。请把其中的数据导出为 CSV，再给出该文件。',
  'error.data.files.webPage':
    '{file} 是网页（{format}），也许下载的只是介绍数据的页面。请下载数据本身（在 GitHub 上点击“Raw”），再给出该文件。',
  'error.data.files.pointer':
    '{file} 不是数据本身，而是指向数据的指针（{format}）：文件本身没有下载。请运行“git lfs pull”，或从仓库网页下载，然后重试。',
  'error.data.files.doubleColon':
    '{file} 用“::”分隔字段，这是 {format} 的写法，Descent 不读取。请把每个“::”换成制表符或分号，再以 CSV 给出该文件。',
  'error.data.files.cifar':
    '{file} 是 {format} 的批文件，许多图像打包在一个文件中，Descent 不读取。请把图像存为 PNG，每个类别放在以其命名的文件夹中，再给出包含这些文件夹的文件夹；或在 Python 中运行 numpy.savez(path, X=images, y=labels)。',
  'error.data.zip.truncated': '{file} 不是 ZIP 文件，或被截断了：末尾的目录表不存在。请重新下载或复制。',
  'error.data.zip.damaged': '{file} 已损坏，无法解压（{detail}）。请重新下载或复制该 ZIP 文件。',
  'error.data.zip.encrypted': '{file} 有密码保护。请先解压 ZIP 再给出文件夹，或不设密码重新打包。',
  'error.data.zip.method':
    '{file} 采用 {method} 方法压缩；Descent 只支持 ZIP 常用的 Deflate。请先解压 ZIP 再给出文件夹，或用常用设置重新打包。',
  'error.data.zip.parts': '{file} 是分卷 ZIP 的其中一卷。请合并各卷并解压，然后给出文件夹。',
  'error.data.archive.twice': '{file} 中有两个 {path}，无法确定以哪个为准。请重新打包该文件夹。',
  'error.data.archive.leaves':
    '{file} 中有一个文件的路径是 {path}，它指向压缩包之外。请不要解压，并从可信的来源获取数据。',
  'error.data.archive.backslash':
    '{file} 中有一个文件的路径是 {path}；压缩包的路径中不应有反斜杠。请用其他程序重新打包该文件夹。',
  'error.data.archive.longPath':
    '{file} 中有一个文件的路径（{path}）超过 {limit} 个字符，这是 Descent 的上限。请缩短文件夹和文件的名称，然后重新打包。',
  'error.data.zip.overlap': '{file} 中的文件相互重叠，只有损坏的或恶意的 ZIP 才会这样。请从可信的来源获取数据。',
  'error.data.archive.tooLarge':
    '{file} 解压后为 {size} MiB；Descent 最多接受解压后 {limit} MiB 的压缩包。请取一部分数据来调参。',
  'error.data.archive.ratio':
    '{file} 解压后为 {size} MiB，是原大小的 {ratio} 倍；Descent 最多接受 {limit} 倍，因为压缩得如此之小的文件往往是为了撑满磁盘。如果你信任它，请自行解压后给出文件夹。',
  'error.data.zip.size':
    '{file} 解压后超过 ZIP 中所写的 {size} 字节，只有损坏的或恶意的 ZIP 才会这样。请重新下载该 ZIP 文件。',
  'error.data.tar.truncated': '{file} 在 {path} 中间就结束了：它被截断了。请重新下载或复制。',
  'error.data.tar.damaged': '{file} 已损坏：第 {at} 字节处本应是某个文件的名称和大小，却不是。请重新下载或复制。',
  'error.data.tar.kind':
    '{file} 以 tar 的“{kind}”方式存储，Descent 不能读取。请先解压再给出文件夹，或用常用设置重新打包。',
  'error.data.tar.noRoom':
    'Descent 读取 {file} 时会把它解压到 {folder}，但无法做到（{detail}）。请在那里腾出空间，或自行解压后给出文件夹。',
  'error.data.encoding.invalid':
    '{file} 第 {line} 行：“{before}”之后的字节 {bytes} 不是有效的 {encoding}，而文件其余部分似乎是用它编写的。请改正该行、把文件另存为 UTF-8，或选择其实际编码。',
  'error.data.encoding.invalidFirst':
    '{file} 第 {line} 行：行首的字节 {bytes} 不是有效的 {encoding}，而文件其余部分似乎是用它编写的。请改正该行、把文件另存为 UTF-8，或选择其实际编码。',
  'error.data.encoding.invalidAsChosen':
    '{file} 第 {line} 行：“{before}”之后的字节 {bytes} 不是有效的 {encoding}（你选择的编码）；Descent 认为该文件是 {detected}。请改选它、不指定编码，或改正该行。',
  'error.data.encoding.invalidFirstAsChosen':
    '{file} 第 {line} 行：行首的字节 {bytes} 不是有效的 {encoding}（你选择的编码）；Descent 认为该文件是 {detected}。请改选它、不指定编码，或改正该行。',
  'error.data.encoding.notAsChosen':
    '{file} 按你选择的编码 {encoding} 读取不成文本；Descent 认为它是 {detected}。请改选它，或不指定编码。',
  'data.encoding.unsure':
    '字符编码是猜测的：已按 {encoding} 读取，也可能是 {others}。请比较各自读出的文字；如果另一种才对，请选择它（--encoding）。',
  'data.encoding.chosen':
    '按你的选择以 {encoding} 读取；Descent 原本会认为是 {detected}。如果预览中文字显示不对，请改选它，或不指定编码。',
  'error.data.encoding.binary':
    '{file} 第 {line} 行：有一个零字节，文本中不会出现。如果它是文本，请另存为 UTF-8；如果不是，请移走它，或按其实际类型命名。',
  'error.data.encoding.longLine':
    '{file} 第 {line} 行超过 {limit} 个字符，这是 Descent 对一行的上限。请检查各行之间是否有换行符，并缩短该行。',
} as const;
