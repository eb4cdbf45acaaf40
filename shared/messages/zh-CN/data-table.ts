import type { dataTable as english } from '../en/data-table.ts';

/** 读取 CSV、TSV 时的拒绝与说明，以及各列的含义。 */
export const dataTable: Record<keyof typeof english, string> = {
  'error.data.json.line':
    '{file} 的第 {line} 行不是 JSON 对象（“{text}”）；每一行都须像第一行那样是一个对象。请更正或去掉它。',
  'error.data.json.damaged':
    '{file} 无法作为 JSON 读取；JSON 解析器的原文：{detail}。请更正所指之处，或重新写出该文件。',
  'error.data.json.noRecords':
    '{file} 中没有由记录组成的列表。请写成对象的列表，每个对象给出各列的名称和值；或每行写一个对象（JSON Lines）。',
  'error.data.json.tooLarge':
    '{file} 是一个超过 {limit} MiB 的列表，必须整个放进内存。请改为每行一个对象（JSON Lines），这样可以逐行读取。',
  'error.data.json.several':
    '{folder} 中有 {count} 个 JSON 文件：{files}。请给出所指的那一个；同一表格的各部分须命名为 train、dev（或 val）和 test。',
  'error.data.npy.damaged': '{file} 的开头像 NumPy 数组，但文件头无法读取。请用 numpy.save 重新保存，或重新复制。',
  'error.data.npy.size':
    '{file} 的文件头给出形状 {shape}，应占 {expected} 字节，而文件中有 {actual} 字节。请重新保存或复制。',
  'error.data.npy.objects':
    '{file} 中是 Python 对象（dtype object），只有 Python 能载入。请存为数字或文本：numpy.save(path, a.astype("float32"))，或 a.astype(str)。',
  'error.data.npy.structured':
    '{file} 是带字段名的数组（结构化 dtype），Descent 不能读取。请存为 CSV：pandas.DataFrame(a).to_csv(path, index=False)。',
  'error.data.npy.type':
    '{file} 中的值是 {type} 类型，Descent 不能读取：它接受整数、浮点数（16、32 或 64 位）、布尔值和文本。请转换（例如 a.astype("float64")）后重新保存。',
  'error.data.npy.unclear':
    '无法从 {path} 的数组中看出要预测什么：{found}。请把输入命名为 X、标签命名为 y（或 x_train、y_train、x_test、y_test），X 的每一行对应 y 的一个值，然后重新保存。',
  'error.data.npy.rows':
    '{path} 中 {x} 有 {rows} 行，{y} 有 {labels} 行：每一行都需要一个值。请检查两者是否对应，然后重新保存。',
  'error.data.npy.parts': '{path} 的各部分形状不同：{first} 与 {second}。除行数外必须相同；请重新保存。',
  'error.data.npy.manyTargets':
    '{file} 的形状是 {shape}，每行有多个要预测的值；Descent 只预测一个。请保存你要的那一列；若是各类别的得分，请保存 a.argmax(axis=1)。',
  'error.data.npy.notFinite':
    '{file} 的第 {row} 行（从 0 数起）含有 NaN 或无穷大，不能作为像素。请替换（例如用 numpy.nan_to_num）后重新保存。',
  'data.npy.table': '表格：数组 {name} 的形状是 {shape}，每行是一组数字。',
  'data.npy.images': '{height} × {width} 像素的图像，依据数组 {name} 的形状和取值。',
  'data.npy.classification': '分类：标签是整数或文字，或由你选择。',
  'data.npy.regression': '回归：标签是带小数的数字，或由你选择。',
  'data.npy.target': '目标是数组 {name}，依据其名称，或（只有两个数组时）依据其形状。',
  'data.npy.scaled':
    '像素值从 {low} 到 {high}，已缩放到 0 至 255。如果之前做过标准化，这并无妨碍；只是 0 不再是平均值。',
  'data.npy.flattened':
    '把数组 {name}（{shape}）当作每行 {count} 个数字的表格，这只是猜测：其取值不像像素。如果它们是图像，请选择类型“图像”（images）（--kind images）。',
  'error.data.csv.columnsDiffer':
    '{path} 中的文件不是同一张表：{second} 与 {first} 的列不同，缺少 {missing}，多出 {extra}。请让它们的列相同，或只给出你要用的那个文件。',
  'error.data.csv.labelColumns':
    '{file} 应存放旁边那张表的标签，每行一个（前面可以有一个键），却有 {columns} 列。请只保留要预测的那一列，或把所有列放进同一张表。',
  'error.data.csv.labelRows':
    '{file} 有 {labels} 个标签，而 {table} 有 {rows} 行：按文件名二者应一一对应、顺序相同。请从相同的行重新保存两者，或把标签作为一列放进表中；若二者无关，请给出所指的那个文件。',
  'error.data.csv.labelKeys':
    '{file} 第 {line} 行的 {name} 列是 {value}，而 {table} 中是 {other}：二者顺序不同。请都按 {name} 排序，或把标签作为一列放进表中。',
  'data.csv.labelsBeside': '按文件名，{labels} 已逐行读作 {table} 的标签。若它们是不同的表，请只给出所指的那一个。',
  'data.csv.partUnread':
    '没有读取 {file}，因为它缺少 {columns}：缺少这些列的行无法用于评估。验证集和测试集从其余行中抽取。',
  'data.csv.joined':
    '{count} 个文件（{first} 至 {last}）被当作一张表读取，因为它们的名称只有数字不同。如果它们是不同的表，请给出你要用的那一个。',
  'error.data.csv.several':
    '{folder} 中有 {count} 个表格：{files}。请给出你要用的那个文件；如果要一起使用多个表格，请先合并成一个文件。',
  'error.data.csv.empty': '{file} 是空文件。请给出首行为列名、其后每行一条数据的文件。',
  'error.data.csv.notText':
    '{file} 的名称像是表格，但内容不是文本。如果它来自电子表格软件，请在该软件中另存为 CSV，再给出那个文件。',
  'error.data.csv.oneColumn':
    '{file} 的名称像是表格，但各行中没有能分出列的分隔符。Descent 能读取逗号、分号、制表符和 |（若多数列是数，也可以是空格）。请用其中一种分隔各列，并使每行字段数相同；如果每行是一条文本，请为每个类别给出一个 .txt 文件。',
  'error.data.csv.headerWidth':
    '{file} 中表格的首行（第 {line} 行）有 {names} 个字段，而多数行有 {fields} 个。请在该行为每一列各写一个名称；名称或字段中若含分隔符，须用双引号括起来。',
  'error.data.csv.decimalCommas':
    '{file} 中表格的首行（第 {line} 行）有 {names} 个列名，而数据行的字段更多，例如第 {row} 行：{text}。逗号看来既是分隔符又是小数点，无法判断字段在哪里结束。请改用分号分隔字段，或在数字中使用小数点，或用双引号括起含逗号的数字。（如果确实有更多的列，请为每一列写上列名。）',
  'error.data.csv.ragged':
    '从 {file} 读取的 {rows} 行中，有 {ragged} 行不是 {expected} 个字段，超过了 Descent 可以略去的 {limit} %：第 {line} 行有 {fields} 个字段。请修正这些行（字段中若含分隔符或换行，须用双引号括起来），或从原来的程序重新保存该文件。',
  'error.data.csv.quoteNotClosed':
    '{file} 中有一个双引号始终没有结束：它在从第 {line} 行开始的那一行数据的第 {column} 列（{name}）。请在字段末尾补上双引号，或将其删去；带引号的字段中，内部的引号要写两次（""）。',
  'error.data.csv.quoteInField':
    '{file} 第 {line} 行第 {column} 列（{name}）的字段中间有一个双引号，无法确定前后各行如何划分。请用双引号括起整个字段，并把其中的引号写两次（""），或将其删去。',
  'error.data.csv.rowTooLong':
    '{file} 中从第 {line} 行开始的那一行数据超过 {limit} 个字符。可能有一个双引号在那里开始却没有结束：请补上或删去该引号；也可能各行没有分开：请把每行数据各写一行。',
  'error.data.csv.tooManyRows': '{file} 超过 {limit} 行，这是 Descent 的上限。请随机抽取一部分行用于调参。',
  'error.data.csv.tooManyColumns': '{file} 有 {columns} 列；Descent 最多读取 {limit} 列。请去掉与目标无关的列。',
  'error.data.csv.tooManyCells':
    '{file} 有 {columns} 列，其输入单元格总数超过 {limit} 个，这是 Descent 的上限。请随机抽取一部分行，或去掉一些列。',
  'error.data.csv.noRows': '{file} 在列名之下没有任何数据行。请给出含有数据的文件。',
  'error.data.csv.tooFewRows_one':
    '{file} 只有 {count} 行数据；至少需要 {needed} 行，才能用一部分训练、另一部分评估。请增加行。',
  'error.data.csv.tooFewRows_other':
    '{file} 只有 {count} 行数据；至少需要 {needed} 行，才能用一部分训练、另一部分评估。请增加行。',
  'error.data.csv.tooFewLabelled_one':
    '{file} 中只有 {count} 行可用，至少需要 {needed} 行：其余各行的目标列，即第 {column} 列（{name}）没有值，或没有可供学习的内容。请补全目标列，或另选目标列。',
  'error.data.csv.tooFewLabelled_other':
    '{file} 中只有 {count} 行可用，至少需要 {needed} 行：其余各行的目标列，即第 {column} 列（{name}）没有值，或没有可供学习的内容。请补全目标列，或另选目标列。',
  'error.data.csv.noSuchColumn':
    '{file} 中没有名为 {name} 的列。共有 {count} 列：{columns}。请用列名选择其中一列，或用从 1 开始的列号选择。',
  'error.data.csv.noTarget':
    '{file} 中没有可以作为预测目标的列：各列或是文本、日期，或只是行的编号、名称，或只有一个值。各列为：{columns}。请增加一列标签，或自行选择目标列。',
  'error.data.csv.noInputs':
    '{file} 中没有可以用来预测 {name} 的列：其余各列或为空，或只有一个值，或只是行的编号、名称，或几乎每行都是不同的词。这些列及各自的一个值：{columns}。如果某列是数值，请去掉其中的文字和单位；否则请增加与目标有关的列，或另选目标列。',
  'error.data.csv.lists':
    '{file} 的第 {column} 列（{name}）每个单元格都是一串数字，除此之外没有可供学习的内容。请把每个数字写成单独一列（在 pandas 中：pd.DataFrame(df["{name}"].tolist())），再给出该文件。',
  'error.data.csv.noText': '{file} 除目标列外没有文本列。各列为：{columns}。请选择类型“表格”（table），或另选目标列。',
  'error.data.csv.emptyTarget': '{file} 的目标列，即第 {column} 列（{name}），每一行都没有值。请补全，或另选目标列。',
  'error.data.csv.oneValue':
    '{file} 的目标列，即第 {column} 列（{name}），每一行的值都相同：{value}。没有可区分的内容：请加入其他取值的行，或另选目标列。',
  'error.data.csv.oneValueAndGaps_one':
    '{file} 的目标列，即第 {column} 列（{name}），除 {count} 行没有值外（空、NA、NaN、null、? 等都算没有值），每一行都是 {value}。没有可区分的内容：如果这样的符号是某个类别的名称，请改用别的词；或加入其他取值的行，或另选目标列。',
  'error.data.csv.oneValueAndGaps_other':
    '{file} 的目标列，即第 {column} 列（{name}），除 {count} 行没有值外（空、NA、NaN、null、? 等都算没有值），每一行都是 {value}。没有可区分的内容：如果这样的符号是某个类别的名称，请改用别的词；或加入其他取值的行，或另选目标列。',
  'error.data.csv.dateTarget':
    '{file} 的目标列，即第 {column} 列（{name}），是日期；Descent 不预测日期。请改写为数值（例如距该日的天数），或另选目标列。',
  'error.data.csv.notNumbers':
    '{file} 的目标列，即第 {column} 列（{name}），不能作为数值预测：第 {line} 行的值是 {value}。请选择分类，或另选目标列。',
  'error.data.csv.notClasses':
    '{file} 的目标列，即第 {column} 列（{name}），不能分成类别：它是小数，且有 {limit} 个以上不同的值。请选择回归，或把类别写进单独的一列。',
  'error.data.csv.tooManyClasses':
    '{file} 的目标列，即第 {column} 列（{name}），不同的值太多，不能作为类别：共 {count} 个，Descent 最多接受 {limit} 个。它可能是行的编号或名称：请另选目标列；如果它是测量值，请选择回归。',
  'error.data.csv.tags':
    '{file} 的目标列（第 {column} 列，{name}）每个单元格有多个标签，以“{sign}”分隔：{example}。Descent 每行只预测一个类别：请写出要预测的那一个，或为某个标签单独建一列“是/否”。',
  'error.data.csv.labelsDiffer':
    '{file} 的目标列，即第 {column} 列（{name}），在 {rows} 行中有 {count} 个不同的值，多数类别只有一个样本。它可能是行的名称：请另选目标列。',

  'data.csv.kind.text_one': '文本：“{columns}”列的内容是句子，作为输入。',
  'data.csv.kind.text_other': '文本：列 {columns} 的内容是句子，依次连接后作为输入。',
  'data.csv.kind.textChosen_one': '文本（由你选择）：以“{columns}”列作为输入。',
  'data.csv.kind.textChosen_other': '文本（由你选择）：列 {columns} 依次连接后作为输入。',
  'data.csv.kind.table_one': '表格：数据分为多列，没有内容是句子的列；其中 {count} 列作为输入。',
  'data.csv.kind.table_other': '表格：数据分为多列，没有内容是句子的列；其中 {count} 列作为输入。',
  'data.csv.kind.tableChosen_one': '表格（由你选择）：{count} 列作为输入。',
  'data.csv.kind.tableChosen_other': '表格（由你选择）：{count} 列作为输入。',
  'data.csv.kind.tableWithText_one':
    '表格：除了 {columns} 中的句子，还有其他列（{inputs} 列作为输入）；这些句子未使用。如果只从它们学习，请选择类型“文本”（text）。',
  'data.csv.kind.tableWithText_other':
    '表格：除了 {columns} 中的句子，还有其他列（{inputs} 列作为输入）；这些句子未使用。如果只从它们学习，请选择类型“文本”（text）。',
  'data.csv.target.chosen': '目标列是 {name}（由你选择）。',
  'data.csv.target.named': '目标列是 {name}，因为目标列常用这个名称。',
  'data.csv.target.last': '目标列是 {name}：它是最后一列，且没有其他列名像是目标列。',
  'data.csv.target.lastUsable':
    '目标列是 {name}：没有列名像是目标列，而在不是文本或日期、取值不全相同、也不是行的编号或名称的列中，它是最后一列。',
  'data.csv.target.first':
    '目标列猜测为 {name}：没有列名可以说明，第一列取值很少，而其他列都是测量值。也可能是最后一列 {last}：如果是，请选择它。',
  'data.csv.target.passedOver_one':
    '目标列猜测为 {name}：没有列名可以说明，它是最后一个可以作为目标的列。它后面的 {count} 列（{passed}）被跳过，因为多数行在那里没有值，或几乎每行的值都不同。如果你指的是其他列，请选择它。',
  'data.csv.target.passedOver_other':
    '目标列猜测为 {name}：没有列名可以说明，它是最后一个可以作为目标的列。它后面的 {count} 列（{passed}）被跳过，因为多数行在那里没有值，或几乎每行的值都不同。如果你指的是其他列，请选择它。',
  'data.csv.task.words': '分类：{name} 的内容是词语，共 {count} 种。',
  'data.csv.task.chosenClasses': '分类（由你选择）：{name} 有 {count} 个不同的值。',
  'data.csv.task.fewWhole':
    '分类：{name} 只有 {count} 个不同的值，且都是整数（至多 20 个，平均每个至少 5 行）。如果数值之间的差距有意义，请选择回归。',
  'data.csv.task.namedClasses': '分类：{name} 有 {count} 个不同的值，都是整数，且列名表明它们是类别。',
  'data.csv.task.chosenNumber': '回归（由你选择）：{name} 作为数值预测。',
  'data.csv.task.manyWhole': '回归：{name} 是整数，有许多不同的值。',
  'data.csv.task.decimals': '回归：{name} 是小数。',

  'data.csv.leftOut.empty': '未使用：每一行都为空。',
  'data.csv.leftOut.constant': '未使用：每一行的值都相同（{value}），无法区分任何内容。',
  'data.csv.leftOut.index': '未使用：它没有列名，存的是各行的编号，许多程序会把它写在每行之前。',
  'data.csv.leftOut.numbered':
    '未使用：它看来是各行的编号（整数，互不相同，而且彼此靠得很近，测量值不会这样毫无重复）。',
  'data.csv.leftOut.consecutive': '未使用：它是行的编号（连续的整数，各出现一次）。',
  'data.csv.leftOut.id': '未使用：它是行的名称（列名为 {name}，且几乎每行的值都不同）。',
  'data.csv.leftOut.allDifferent': '未使用：几乎每行的词语都不同（{share} % 各不相同），无法从中学习。',
  'data.csv.leftOut.mixedDates':
    '未使用：其中一些日期是日在前（31/12/2024），另一些是月在前（12/31/2024）。请统一写成 2024-12-31，才能使用。',
  'data.csv.leftOut.lists': '未使用：每个单元格都是一串数字。如果要使用它们，请把每个数字写成单独一列。',
  'data.csv.leftOut.sentences':
    '未使用：它存的是句子，而这张表还有其他列。如果只从文本中学习，请选择类型“文本”（text）。',
  'data.csv.leftOut.besideText': '未使用：只以文本作为输入。如果要使用这一列，请选择类型“表格”（table）。',
  'data.csv.leftOut.textInTable': '未使用：它是文本，且几乎每行都不同。如果要从文本中学习，请选择类型“文本”（text）。',
  'data.csv.note.textInTable': '这是文本，此处作为类别使用。如果要从其中的词语学习，请选择类型“文本”（text）。',
  'data.csv.note.unit': '带有 {unit} 的数，读取时略去此符号。',
  'data.csv.note.time': '形如 {example} 的时间，按一个数字读取：时、分、秒换算为秒；只有两段时，前一段按 60 计。',
  'data.csv.note.feet': '形如 {example} 的英尺和英寸，按英寸读取。',
  'data.csv.note.scaled': '形如 {example} 的带字母的数字：k 表示千，M 表示百万，B 或 G 表示十亿。',
  'data.csv.note.minusBehind': '负号写在后面的数字（4.5-）读作负数。',
  'data.csv.note.accounts': '括号中的数字按账目的写法读作负数。',
  'data.csv.note.dayFirst': '日期中日在前，见第 {line} 行的 {example}。',
  'data.csv.note.monthFirst': '日期中月在前，见第 {line} 行的 {example}。',
  'data.csv.note.codes': '带前导零的整数是代码，因此作为类别。',

  'data.csv.ragged': '字段数不是 {expected} 的行（方括号中是该行的字段数）。字段中若含分隔符，须用双引号括起来。',
  'data.csv.underHeader': '位于列名之下，却不是数据行：是单位、类型或又一层列名，而这些列存放的是数字。',
  'data.csv.sumsUp': '是其他各行的合计或平均：名称这样写，数字也吻合。若当作普通行学习，所有内容都会被重复计算。',
  'data.csv.headerAgain': '重复列名的行，把几个文件接在一起时常会出现。',
  'data.csv.unlabelled': '目标列，即第 {column} 列（{name}），没有值的行。补全后即可使用。',
  'data.csv.withoutText': '没有文本的行。',

  'data.csv.before_one': '略过了表格之前的 {count} 行。',
  'data.csv.before_other': '略过了表格之前的 {count} 行。',
  'data.csv.quotesLax': '字段中间有双引号（首次出现在第 {line} 行第 {column} 列）：这类引号按原样读取。',
  'data.csv.quotesBackslash':
    '字段内的引号前写有反斜杠（\\"，最早见于第 {line} 行第 {column} 列），这是 Spark 和 MySQL 的写法：已按引号读取。',
  'data.csv.quotesNone':
    '这个文件中的双引号不是用来括起字段的（首次发现于第 {line} 行第 {column} 列）：双引号按普通字符读取，这样每行的字段都齐全。如果双引号本应括起字段，则该处有一个没有闭合：请在文件中改正。',
  'data.csv.unnamed_one': '有 {count} 列没有名称，以列号命名。',
  'data.csv.unnamed_other': '有 {count} 列没有名称，以列号命名。',
  'data.csv.repeatedNames_one': '有 {count} 列与前面的列重名，已加上编号。',
  'data.csv.repeatedNames_other': '有 {count} 列与前面的列重名，已加上编号。',
  'data.csv.notNumbers_one':
    '第 {column} 列（{name}）是数值，但有 {count} 个单元格不是，按缺失处理。请在该处填写数值，或留空。',
  'data.csv.notNumbers_other':
    '第 {column} 列（{name}）是数值，但有 {count} 个单元格不是，按缺失处理。请在这些地方填写数值，或留空。',
  'data.csv.notDates_one':
    '第 {column} 列（{name}）是日期，但有 {count} 个单元格不是，按缺失处理。请写成 2024-04-03 的形式，或留空。',
  'data.csv.notDates_other':
    '第 {column} 列（{name}）是日期，但有 {count} 个单元格不是，按缺失处理。请写成 2024-04-03 的形式，或留空。',
  'data.csv.mixed':
    '第 {column} 列（{name}）有 {percent} % 的单元格是数，其余是文字，因此每个值都当作一个类别，数的大小不起作用。若要按数读取，请在其余单元格也写上数，确实没有数的留空。',
  'data.csv.mixedUnits':
    '第 {column} 列（{name}）的数带有不同的符号（{counts}；– 表示没有符号）。都略去符号、按原值读取；若单位不同，请先换算成同一单位。',
  'data.csv.lostPoints_one':
    '第 {column} 列（{name}）有 {count} 个值比几乎所有其他值大 100 倍以上，可能丢失了小数点。如果属实，请在文件中改正。',
  'data.csv.lostPoints_other':
    '第 {column} 列（{name}）有 {count} 个值比几乎所有其他值大 100 倍以上，可能丢失了小数点。如果属实，请在文件中改正。',
  'data.csv.notNumbersInMany':
    '{columns} 列存的是数，但共有 {count} 个单元格不是，按缺失处理：{names}。请在那里写上数，或留空。',
  'data.csv.notDatesInMany':
    '{columns} 列存的是日期，但共有 {count} 个单元格不是，按缺失处理：{names}。请写成 2024-04-03，或留空。',
  'data.csv.mixedInMany':
    '{columns} 列至少一半的单元格是数，其余是文字，因此每个值都当作一个类别，数的大小不起作用：{names}。若要按数读取，请在其余单元格也写上数，确实没有数的留空。',
  'data.csv.mixedUnitsInMany':
    '{columns} 列的数带有不同的符号：{names}。都略去符号、按原数读取：如果单位不同，请统一。',
  'data.csv.lostPointsInMany':
    '{columns} 列（{names}）中有 {count} 个值比同列几乎所有其他值大 100 倍以上：可能丢失了小数点。如果是，请在文件中改正。',
  'data.csv.naLabel_one':
    '第 {column} 列（{name}）中的 NA 被当作一个类别，因为其他标签也都是两个大写字母的代码（{count} 行）。如果它表示没有值，请把单元格留空。',
  'data.csv.naLabel_other':
    '第 {column} 列（{name}）中的 NA 被当作一个类别，因为其他标签也都是两个大写字母的代码（{count} 行）。如果它表示没有值，请把单元格留空。',
  'data.csv.similarCategories':
    '第 {column} 列（{name}）有 {count} 个值与另一个值只差大小写、空格或重音的存储方式，现在各为一个类别：{words}。如果意思相同，请写成一样。',
  'data.csv.similarCategoriesInMany':
    '{columns} 列（{names}）中共有 {count} 个值与另一个值只差大小写、空格或重音的存储方式，现在各为一个类别。如果意思相同，请写成一样。',
  'data.csv.sameLabels': '第 {column} 列（{name}）中仅大小写不同的标签视为同一类：{words}。',
  'data.csv.similarLabels':
    '第 {column} 列（{name}）中有 {count} 个标签与另一个标签只差大小写、空格或重音的存储方式，现在各为一个类别。如果意思相同，请写成一样。',
} as const;
